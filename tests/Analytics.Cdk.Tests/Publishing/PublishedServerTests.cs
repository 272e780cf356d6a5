using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Analytics.Cdk.Options;
using Analytics.Cdk.Publishing;
using Analytics.Testing;

namespace Analytics.Cdk.Tests.Publishing;

/// <summary>The server as it is deployed, published for real; once, for it takes half a minute.</summary>
public sealed class PublishedServerTests(PublishedServerTests.Published published) : IClassFixture<PublishedServerTests.Published>
{
    private const long MostZipped = 4 * 1024 * 1024;

    [Theory]
    [InlineData("Analytics.Functions.dll")]
    [InlineData("Analytics.Functions.runtimeconfig.json")]
    [InlineData("Analytics.Functions.deps.json")]
    [InlineData("wwwroot/dashboard/index.html")]
    [InlineData("wwwroot/tracker/script.js")]
    [InlineData("wwwroot/tracker/script.js.br")]
    [InlineData("wwwroot/tracker/umami.js")]
    public void What_the_handler_and_the_pages_need_is_there(string file) => Assert.True(File.Exists(Path.Combine(published.Folder, file)), file);

    [Fact]
    public void It_runs_on_any_processor_and_carries_nothing_that_only_a_developer_needs()
    {
        string[] files = [.. Directory.EnumerateFiles(published.Folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName).OfType<string>()];

        Assert.DoesNotContain(files, file => Path.GetExtension(file) is ".pdb" or ".xml" or ".so" or ".exe" or ".config");
        Assert.DoesNotContain("Analytics.Functions", files);
    }

    [Fact]
    public void Nothing_in_it_tells_where_it_was_built() => Assert.All(
        Directory.EnumerateFiles(published.Folder, "Analytics.*", SearchOption.AllDirectories),
        file => Assert.False(File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Repository.Root)) >= 0, file));

    [Fact]
    public void Zipped_it_is_at_most_four_megabytes()
    {
        using var zip = new MemoryStream();
        ZipFile.CreateFromDirectory(published.Folder, zip);

        Assert.InRange(zip.Length, 100_000, MostZipped);
    }

    [Fact]
    public void Published_again_it_is_the_same_to_the_byte_and_has_the_countries_of_addresses_where_it_is_to_have_them()
    {
        string again = PublishedServer.Publish(Repository.Root, ServerCode.Portable, places: true, Path.Combine(published.Scratch.FullName, "again"), _ => { });

        Assert.Equal(["places/countries.mmdb"], Hashes(again).Except(Hashes(published.Folder)).Select(file => file.Split(' ')[0]));
        Assert.Empty(Hashes(published.Folder).Except(Hashes(again)));
    }

    [Fact]
    public void A_server_that_cannot_be_built_is_not_deployed() =>
        Assert.Contains("dotnet publish", Assert.Throws<PublishException>(() => PublishedServer.Publish(published.Scratch.FullName, ServerCode.Portable, places: false, Path.Combine(published.Scratch.FullName, "none"), _ => { })).Message, StringComparison.Ordinal);

    private static string[] Hashes(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(file => $"{Path.GetRelativePath(folder, file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}").Order(StringComparer.Ordinal)];

    /// <summary>One published server for these tests.</summary>
    public sealed class Published : IDisposable
    {
        public Published() => Folder = PublishedServer.Publish(Repository.Root, ServerCode.Portable, places: false, Path.Combine(Scratch.FullName, "server"), _ => { });

        public DirectoryInfo Scratch { get; } = Directory.CreateTempSubdirectory("analytics-published-");

        public string Folder { get; }

        public void Dispose() => Scratch.Delete(recursive: true);
    }
}
