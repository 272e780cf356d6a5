using System.IO.Compression;
using System.Net;

namespace Analytics.Functions.Tests.Tracker;

public sealed class FilesTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync() => _product = await RunningProduct.StartAsync(dynamo);

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private async Task<HttpResponseMessage> GetAsync(string path, string? encoding = null, string? tag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (encoding is not null)
        {
            request.Headers.Add("Accept-Encoding", encoding);
        }

        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        return await _product.Anonymous.SendAsync(request);
    }

    [Theory]
    [InlineData("/js/script.js")]
    [InlineData("/js/plausible.js")]
    [InlineData("/js/script.outbound-links.hash.js")]
    public async Task The_tracker_is_served_to_every_page_under_every_name(string path)
    {
        HttpResponseMessage response = await GetAsync(path);

        Assert.Equal(("text/javascript", "cross-origin"), (response.Content.Headers.ContentType!.MediaType, response.Headers.GetValues("Cross-Origin-Resource-Policy").Single()));
        Assert.Equal("max-age=3600, public, stale-while-revalidate=86400", string.Join(", ", response.Headers.CacheControl!.ToString().Split(", ").Order()));
    }

    [Fact]
    public async Task The_tracker_weighs_less_than_a_kilobyte()
    {
        HttpResponseMessage response = await GetAsync("/js/script.js", "gzip, br");
        byte[] compressed = await response.Content.ReadAsByteArrayAsync();
        using var plain = new StreamReader(new BrotliStream(new MemoryStream(compressed), CompressionMode.Decompress));

        Assert.Equal("br", response.Content.Headers.ContentEncoding.Single());
        Assert.InRange(compressed.Length, 100, 999);
        Assert.Equal(await (await GetAsync("/js/script.js")).Content.ReadAsStringAsync(), await plain.ReadToEndAsync());
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        string tag = (await GetAsync("/js/script.js")).Headers.ETag!.ToString();

        Assert.Equal(HttpStatusCode.NotModified, (await GetAsync("/js/script.js", tag: tag)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/js/script.js", tag: "\"other\"")).StatusCode);
    }

    [Theory]
    [InlineData("/js/other.js")]
    [InlineData("/js/script.exe")]
    [InlineData("/js/..%2fappsettings.json")]
    [InlineData("/assets/none.js")]
    [InlineData("/api/v2/none")]
    public async Task What_is_not_there_is_not_found(string path) => Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(path)).StatusCode);

    [Fact]
    public async Task The_dashboards_page_runs_its_own_files_only_and_is_asked_for_every_time()
    {
        HttpResponseMessage page = await GetAsync("/");
        string html = await page.Content.ReadAsStringAsync();

        Assert.Equal("no-cache", page.Headers.CacheControl!.ToString());
        Assert.StartsWith("default-src 'none'; script-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        string asset = System.Text.RegularExpressions.Regex.Match(html, "/assets/[^\"]+\\.js").Value;
        Assert.Contains("immutable", (await GetAsync(asset)).Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }
}
