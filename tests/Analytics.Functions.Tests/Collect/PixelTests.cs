using System.Net;
using Amazon.DynamoDBv2.Model;

namespace Analytics.Functions.Tests.Collect;

/// <summary>Pages without JavaScript, and Counterscale's tracker, which sends as an image is loaded.</summary>
public sealed class PixelTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        await _product.CreateSiteAsync("example.com");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Theory]
    [InlineData("/pixel.gif?site=example.com&url=https%3A%2F%2Fexample.com%2Fpricing%3Futm_source%3Dnews", null, "/pricing")]
    [InlineData("/pixel.gif?url=https%3A%2F%2Fexample.com%2Fa", null, "/a")]
    [InlineData("/pixel.gif?site=example.com&url=%2Fb", null, "/b")]
    [InlineData("/pixel.gif?site=example.com", "https://example.com/from-the-referer", "/from-the-referer/")]
    [InlineData("/pixel.gif", "https://example.com", "/")]
    public async Task The_pixel_counts_the_page_that_it_names_or_that_shows_it(string path, string? origin, string page)
    {
        HttpResponseMessage response = await _product.SendAsync(path, origin: origin);

        Assert.Equal((HttpStatusCode.OK, "image/gif", "no-store"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType, response.Headers.CacheControl!.ToString()));
        Assert.Equal(page, Assert.Single(await _product.StoredAsync())["p"].S);
    }

    [Theory]
    [InlineData("/pixel.gif?site=nobody.net&url=https%3A%2F%2Fnobody.net%2F", "unknown_site")]
    [InlineData("/pixel.gif?site=example.com&url=https%3A%2F%2Fevil.net%2F", "hostname")]
    public async Task What_does_not_count_gets_its_image_too(string path, string reason)
    {
        HttpResponseMessage response = await _product.SendAsync(path);

        Assert.Equal((HttpStatusCode.OK, reason), (response.StatusCode, response.DroppedFor()));
    }

    [Theory]
    [InlineData("/pixel.gif?site=example.com", "url: is required where the browser sends no Referer")]
    [InlineData("/pixel.gif?site=exa%20mple&url=%2F", "url: must be an address or a path of a host, with a path of at most 2,000 characters")]
    public async Task What_cannot_be_read_is_told_in_a_header(string path, string error)
    {
        HttpResponseMessage response = await _product.SendAsync(path, origin: null);

        Assert.Equal((HttpStatusCode.OK, error), (response.StatusCode, response.Headers.GetValues("x-analytics-error").Single()));
    }

    [Fact]
    public async Task Counterscales_page_view_counts_with_its_tags()
    {
        HttpResponseMessage response = await _product.SendAsync("/collect?sid=example.com&h=https%3A%2F%2Fexample.com&p=%2Fpricing&r=https%3A%2F%2Fwww.google.com%2F&ht=1&us=news&um=email");

        Assert.Equal((HttpStatusCode.OK, "image/gif"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Dictionary<string, AttributeValue> item = Assert.Single(await _product.StoredAsync());
        Assert.Equal(("/pricing", "news", "Email"), (item["p"].S, item["s"].S, item["c"].S));
    }

    [Fact]
    public async Task Counterscales_tracker_is_new_to_us_every_time() =>
        Assert.Equal("""{"ht":1}""", await (await _product.SendAsync("/cache?sid=example.com")).TextAsync());

    [Theory]
    [InlineData("/collect?h=https%3A%2F%2Fexample.com&p=%2F")]
    [InlineData("/collect?sid=example.com&p=%2F")]
    public async Task A_page_view_of_no_site_or_host_is_refused(string path) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await _product.SendAsync(path)).StatusCode);
}
