using Analytics.Functions.Configuration;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Analytics.Functions.Hosting;

namespace Analytics.EndToEnd.Tests;

/// <summary>The program itself, as its own process, as a newcomer starts and stops it.</summary>
public sealed class StartUpTests : IDisposable
{
    private const string Key = "start-up-key-0123456789";
    private readonly string _data = Directory.CreateTempSubdirectory("analytics-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task It_starts_tells_where_and_how_to_sign_in_and_keeps_what_it_is_told_over_a_restart()
    {
        int port = FreePort();
        string first;
        using (Process program = Start(port))
        {
            first = await UntilReadyAsync(program);
            using var client = Client(port);
            (await client.PostAsJsonAsync("/api/v2/sites", new { name = "Shop", domain = "example.com", timezone = "Europe/Tallinn" })).EnsureSuccessStatusCode();
            await StopAsync(program);
        }

        Assert.Contains($"http://127.0.0.1:{port}/", first, StringComparison.Ordinal);
        Assert.Matches("Password +[0-9a-f]{16} ", first);

        using Process again = Start(port);
        string second = await UntilReadyAsync(again);
        using var reader = Client(port);
        Assert.Contains("example.com", await reader.GetStringAsync("/api/v2/sites"), StringComparison.Ordinal);
        Assert.DoesNotContain("Password", second, StringComparison.Ordinal);
        await StopAsync(again);
    }

    [Fact]
    public async Task Killed_it_leaves_no_database_behind_and_loses_nothing_that_it_acknowledged()
    {
        int port = FreePort();
        Process program = Start(port);
        await UntilReadyAsync(program);
        using var client = Client(port);
        (await client.PostAsJsonAsync("/api/v2/sites", new { name = "Shop", domain = "example.com", timezone = "UTC" })).EnsureSuccessStatusCode();
        var events = Enumerable.Range(0, 100).Select(i => new { id = "e" + i, url = "https://example.com/" + i, visitor = new { ip = "203.0.113." + i, userAgent = Testing.Some.Chrome } });
        (await client.PostAsJsonAsync("/v1/ingest/batch", new { site = "example.com", events })).EnsureSuccessStatusCode();

        program.Kill(); // SIGKILL, to the program alone
        await program.WaitForExitAsync();
        program.Dispose();

        using Process again = Start(port); // the same folder: the old database must have let go of it
        await UntilReadyAsync(again);
        using var reader = Client(port);
        HttpResponseMessage answer = await reader.PostAsJsonAsync("/api/v2/query", new { site_id = "example.com", metrics = new[] { "visitors", "pageviews" }, date_range = "24h" });
        Assert.Contains("\"metrics\":[100,100]", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await StopAsync(again);
    }

    [Fact]
    public async Task A_taken_port_is_told_in_a_sentence_with_the_remedy()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using Process program = Start(((IPEndPoint)taken.LocalEndpoint).Port);

        await AssertRefusedAsync(program, "ASPNETCORE_URLS=http://127.0.0.1:");
    }

    [Fact]
    public async Task An_endpoint_where_nobody_answers_is_told_in_a_sentence_with_the_remedy()
    {
        using Process program = Start(FreePort(), ("DYNAMODB_ENDPOINT", $"http://127.0.0.1:{FreePort()}"));

        await AssertRefusedAsync(program, "unset DYNAMODB_ENDPOINT");
    }

    [Fact]
    public async Task A_machine_without_Java_is_told_what_to_install()
    {
        string node = Directory.CreateDirectory(Path.Combine(_data, "path")).FullName; // a path with nothing on it
        using Process program = Start(FreePort(), ("PATH", node), ("JAVA_HOME", ""));

        await AssertRefusedAsync(program, "apt-get install openjdk-17-jre-headless");
    }

    [Fact]
    public async Task Settings_that_cannot_be_used_are_all_named()
    {
        using Process program = Start(FreePort(), ("ANALYTICS_TABLE", "x!"), ("ANALYTICS_TRUSTED_PROXIES", "nowhere"));

        string said = await AssertRefusedAsync(program, "ANALYTICS_TABLE");
        Assert.Contains("ANALYTICS_TRUSTED_PROXIES", said, StringComparison.Ordinal);
    }

    private Process Start(int port, params (string Name, string Value)[] environment)
    {
        // By its full path, so that a test may take PATH away.
        string dotnet = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "dotnet")).First(File.Exists);
        var start = new ProcessStartInfo(dotnet, [typeof(Settings).Assembly.Location])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        start.Environment.Remove("DYNAMODB_ENDPOINT");
        start.Environment["ANALYTICS_DATA"] = _data;
        start.Environment["ANALYTICS_BOOTSTRAP_KEY"] = Key;
        start.Environment["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static HttpClient Client(int port) => new()
    {
        BaseAddress = new Uri($"http://127.0.0.1:{port}"),
        DefaultRequestHeaders = { { "Authorization", "Bearer " + Key } },
    };

    private static async Task<string> UntilReadyAsync(Process program)
    {
        var said = new StringBuilder();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await program.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            _ = said.AppendLine(line);
            if (line.Contains("Ctrl+C", StringComparison.Ordinal))
            {
                return said.ToString();
            }
        }

        throw new InvalidOperationException($"It ended: {said}{await program.StandardError.ReadToEndAsync(limit.Token)}");
    }

    private static async Task StopAsync(Process program)
    {
        using (Process kill = Process.Start("kill", ["-TERM", program.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await program.WaitForExitAsync(limit.Token);
        Assert.Equal(0, program.ExitCode);
    }

    private static async Task<string> AssertRefusedAsync(Process program, string remedy)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        string said = await program.StandardError.ReadToEndAsync(limit.Token);
        await program.WaitForExitAsync(limit.Token);
        Assert.NotEqual(0, program.ExitCode);
        Assert.Contains(remedy, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        return said;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
