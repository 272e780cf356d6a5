using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Xml.Linq;

namespace Analytics.Tool.Tests.Packaging;

/// <summary>The package as anybody installs it: everything is in it, and nothing else is asked for.</summary>
public sealed class InstalledToolTests(LocalDynamo dynamo) : IDisposable
{
    private static readonly string Configuration = AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_packed_tool_is_installed_helps_lists_sites_and_starts_the_product()
    {
        _ = new Command(
            "dotnet", "pack", Repository.At("src/Analytics.Tool"), "--no-build", "--no-restore", "--configuration", Configuration, "--output", _folder.At("packed"), "-nodeReuse:false").Succeed();
        using (ZipArchive package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(_folder.At("packed"), "*.nupkg"))))
        {
            string[] names = [.. package.Entries.Select(entry => entry.FullName)];
            Assert.Contains("README.md", names);
            Assert.Contains("tools/net10.0/any/wwwroot/tracker/script.js", names);
            Assert.Contains("tools/net10.0/any/wwwroot/dashboard/index.html", names);
            using Stream nuspec = package.GetEntry("Analytics.Tool.nuspec")!.Open();
            XElement[] metadata = [.. XDocument.Load(nuspec).Descendants()];
            Assert.Equal("MIT", metadata.Single(e => e.Name.LocalName == "license").Value);
            Assert.NotEmpty(metadata.Single(e => e.Name.LocalName == "description").Value);
            Assert.DoesNotContain(metadata, e => e.Name.LocalName == "dependency");
        }

        await File.WriteAllTextAsync(_folder.At("NuGet.config"), $"""
            <configuration><packageSources><clear /><add key="packed" value="{_folder.At("packed")}" /></packageSources></configuration>
            """);
        _ = new Command("dotnet", "tool", "install", "Analytics.Tool", "--tool-path", _folder.At("bin"), "--configfile", _folder.At("NuGet.config"))
        {
            Folder = _folder.Name,
            Environment = new Dictionary<string, string> { ["NUGET_PACKAGES"] = _folder.At("packages") },
        }.Succeed();
        string tool = _folder.At(OperatingSystem.IsWindows() ? "bin/analytics.exe" : "bin/analytics");

        (string help, _) = Run(tool, [], "--help").Succeed();
        Assert.Contains("analytics [command] [options]", help, StringComparison.Ordinal);

        await using (RunningProduct product = await RunningProduct.StartAsync(dynamo))
        {
            _ = await product.CreateSiteAsync("example.com");
            (string sites, _) = Run(tool, new() { ["ANALYTICS_SERVER"] = product.Address.ToString(), ["ANALYTICS_KEY"] = RunningProduct.Key }, "sites", "list").Succeed();
            Assert.Contains("example.com", sites, StringComparison.Ordinal);
        }

        await StartsTheProductAsync(tool);
    }

    private async Task StartsTheProductAsync(string tool)
    {
        int port = FreePort();
        var start = new ProcessStartInfo(tool, ["local", "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture)])
        {
            WorkingDirectory = _folder.Name,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DYNAMODB_ENDPOINT"] = dynamo.Endpoint.ToString();
        start.Environment["ANALYTICS_TABLE"] = LocalDynamo.NewTableName();
        using Process product = Process.Start(start)!;
        Task<string> output = product.StandardOutput.ReadToEndAsync(), errors = product.StandardError.ReadToEndAsync();
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            await UntilAsync(() => http.GetAsync("/health/ready"), product);
            Assert.Contains("<html", await http.GetStringAsync("/"), StringComparison.OrdinalIgnoreCase);
            Assert.NotEmpty(await http.GetStringAsync("/js/script.js"));
        }
        finally
        {
            product.Kill(entireProcessTree: true);
            await product.WaitForExitAsync();
        }

        Assert.Contains("Dashboard", await output + await errors, StringComparison.Ordinal);
    }

    private static async Task UntilAsync(Func<Task<HttpResponseMessage>> ask, Process product)
    {
        for (int tries = 0; ; tries++)
        {
            try
            {
                using HttpResponseMessage response = await ask();
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            Assert.False(product.HasExited || tries > 600, "the product did not start");
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }

    private Command Run(string tool, Dictionary<string, string> environment, params string[] args) => new(tool, args) { Folder = _folder.Name, Environment = environment };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
