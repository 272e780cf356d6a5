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
    [InlineData("/js/plausible.hash.js")]
    [InlineData("/js/pa-K3b_x-9Zq.js")]
    [InlineData("/js/core.js")]
    [InlineData("/js/plus.js")]
    [InlineData("/js/full.local.js")]
    [InlineData("/js/script.000000000000000000000000.js")]
    [InlineData("/js/index.js")]
    [InlineData("/js/analytics.js")]
    [InlineData("/js/p.js")]
    [InlineData("/js/opt-out.js")]
    [InlineData("/script.js")]
    [InlineData("/count.js")]
    [InlineData("/tracker.js")]
    [InlineData("/pixel.js")]
    [InlineData("/sites/some-site/script")]
    public async Task The_tracker_is_served_to_every_page_under_every_name(string path)
    {
        HttpResponseMessage response = await GetAsync(path);

        Assert.Equal(("text/javascript", "cross-origin"), (response.Content.Headers.ContentType!.MediaType, response.Headers.GetValues("Cross-Origin-Resource-Policy").Single()));
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("max-age=3600, public, stale-while-revalidate=86400", string.Join(", ", response.Headers.CacheControl!.ToString().Split(", ").Order()));
    }

    [Theory]
    [InlineData("/js/core.js", 444)]
    [InlineData("/js/script.js", 1305)]
    public async Task A_browser_gets_the_smallest_form_that_it_takes(string path, int most)
    {
        string plain = await (await GetAsync(path)).Content.ReadAsStringAsync();
        HttpResponseMessage brotli = await GetAsync(path, "gzip, br");
        HttpResponseMessage gzip = await GetAsync(path, "gzip, br;q=0");
        byte[] compressed = await brotli.Content.ReadAsByteArrayAsync();
        using var fromBrotli = new StreamReader(new BrotliStream(new MemoryStream(compressed), CompressionMode.Decompress));
        using var fromGzip = new StreamReader(new GZipStream(await gzip.Content.ReadAsStreamAsync(), CompressionMode.Decompress));

        Assert.Equal(("br", "gzip"), (brotli.Content.Headers.ContentEncoding.Single(), gzip.Content.Headers.ContentEncoding.Single()));
        Assert.InRange(compressed.Length, 100, most);
        Assert.Equal((plain, plain), (await fromBrotli.ReadToEndAsync(), await fromGzip.ReadToEndAsync()));
        Assert.Equal(3, new[] { brotli, gzip, await GetAsync(path) }.Select(r => r.Headers.ETag!.Tag).Distinct().Count());
        Assert.All(new[] { brotli, gzip, await GetAsync(path) }, r => Assert.Equal("Accept-Encoding", r.Headers.Vary.Single()));
    }

    [Fact]
    public async Task A_name_with_the_hash_of_its_content_is_kept_for_a_year()
    {
        HttpResponseMessage script = await GetAsync("/js/script.js");
        string hash = script.Headers.ETag!.Tag.Trim('"');
        HttpResponseMessage hashed = await GetAsync($"/js/script.{hash}.js");

        Assert.Equal("public, immutable, max-age=31536000".Split(", ").Order(), hashed.Headers.GetValues("Cache-Control").Single().Split(", ").Order());
        Assert.Equal(await script.Content.ReadAsStringAsync(), await hashed.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_says_its_wishes_in_Plausibles_ways_gets_the_script_that_hears_them()
    {
        string bare = await (await GetAsync("/js/script.js")).Content.ReadAsStringAsync();
        string plus = await (await GetAsync("/js/plus.js")).Content.ReadAsStringAsync();

        Assert.NotEqual(bare, plus);
        foreach (string path in new[] { "/js/plausible.js", "/js/script.hash.js", "/js/pa-abc.js" })
        {
            Assert.Equal(plus, await (await GetAsync(path)).Content.ReadAsStringAsync());
        }
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
    [InlineData("/js/script")]
    [InlineData("/js/script..js")]
    [InlineData("/js/pa-%20.js")]
    [InlineData("/js/npm.js")]
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
