using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;

namespace Analytics.Functions.Tests.Collect;

/// <summary>A navigation without a load brings along the time spent on the page before: two events of one request.</summary>
public sealed class PageBeforeTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        await _product.CreateSiteAsync("example.com");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private async Task<List<Dictionary<string, AttributeValue>>> RawItemsAsync() =>
        [.. ((await _product.Dynamo.ScanAsync(new ScanRequest(_product.Tables.Events), default)).Items ?? []).Where(i => i["pk"].S.Contains("#RAW#", StringComparison.Ordinal))];

    private static object Next(object before, string id = "next") =>
        new { n = "pageview", u = "https://example.com/b", d = "example.com", id, b = before };

    [Fact]
    public async Task Both_are_stored_before_the_answer_and_belong_to_one_visit()
    {
        await _product.SendEventAsync(new { n = "pageview", u = "https://example.com/a", d = "example.com" });

        HttpResponseMessage response = await _product.SendEventAsync(Next(new { id = "spent", u = "https://example.com/a", e = 5000, sd = 80, p = new { plan = "pro" } }));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Dictionary<string, AttributeValue> engagement = Assert.Single(await RawItemsAsync(), i => i.TryGetValue("n", out AttributeValue? name) && name.S == "engagement");
        using JsonDocument pack = JsonDocument.Parse(engagement["x"].S);
        Assert.Equal(("/a", 5000, 80), (engagement["p"].S, pack.RootElement.GetProperty("em").GetInt32(), pack.RootElement.GetProperty("es").GetInt32()));
        Assert.Equal("""{"plan":"pro"}""", pack.RootElement.GetProperty("pr").GetRawText());
        JsonElement answer = await _product.QueryAsync(new { site_id = "example.com", metrics = new[] { "visits", "pageviews", "events" }, date_range = "24h" });
        Assert.Equal("[1,2,2]", answer.GetProperty("results")[0].GetProperty("metrics").GetRawText());
        JsonElement pages = await _product.QueryAsync(new { site_id = "example.com", metrics = new[] { "time_on_page", "scroll_depth" }, date_range = "24h", filters = new object[] { new object[] { "is", "event:page", new[] { "/a" } } } });
        Assert.Equal("[5,80]", pages.GetProperty("results")[0].GetProperty("metrics").GetRawText());
    }

    [Theory]
    [InlineData("spent")]
    [InlineData(null)]
    public async Task A_copy_of_the_request_counts_neither_twice(string? id)
    {
        await _product.SendEventAsync(new { n = "pageview", u = "https://example.com/a", d = "example.com" });
        await _product.SendEventAsync(Next(new { id, u = "https://example.com/a", e = 5000 }));
        await _product.SendEventAsync(Next(new { id, u = "https://example.com/a", e = 5000 }));

        JsonElement pages = await _product.QueryAsync(new { site_id = "example.com", metrics = new[] { "time_on_page", "pageviews" }, date_range = "24h", filters = new object[] { new object[] { "is", "event:page", new[] { "/a", "/b" } } }, dimensions = new[] { "event:page" } });
        Assert.Equal(["""["/a"] [5,1]""", """["/b"] [null,1]"""], pages.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("dimensions").GetRawText() + " " + r.GetProperty("metrics").GetRawText()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_site_gets_both()
    {
        await _product.CreateSiteAsync("rollup.net", settings: new { checkHostnames = false });

        await _product.SendEventAsync(new { n = "pageview", u = "https://example.com/b", d = "example.com,rollup.net", b = new { u = "https://example.com/a", e = 4000 } });

        Assert.Equal(4, (await RawItemsAsync()).Count);
    }

    [Fact]
    public async Task Each_is_dropped_for_reasons_of_its_own()
    {
        HttpResponseMessage response = await _product.SendEventAsync(Next(new { u = "https://evil.net/a", e = 4000 }));

        Assert.Equal(("1", "hostname"), (response.Headers.GetValues("x-plausible-dropped").Single(), response.Headers.GetValues("x-analytics-dropped").Single()));
        Assert.Single(await RawItemsAsync());
    }

    [Theory]
    [InlineData("7")]
    [InlineData("""[{"u":"https://example.com/a","e":1}]""")]
    [InlineData("""{"e":1}""")]
    [InlineData("""{"u":"nonsense","e":1}""")]
    [InlineData("""{"u":"https://example.com/a"}""")]
    [InlineData("""{"u":"https://example.com/a","e":"long"}""")]
    [InlineData("""{"u":"https://example.com/a","e":-1}""")]
    public async Task One_that_cannot_be_used_is_left_out_and_named_and_the_page_view_counts(string before)
    {
        HttpResponseMessage response = await SendAsync($$"""{"n":"pageview","u":"https://example.com/b","d":"example.com","b":{{before}}}""");

        Assert.Equal((HttpStatusCode.Accepted, "b"), (response.StatusCode, response.Headers.GetValues("x-analytics-ignored").Single()));
        Assert.Equal("/b", Assert.Single(await RawItemsAsync())["p"].S);
    }

    [Fact]
    public async Task One_within_one_is_left_out_and_named()
    {
        HttpResponseMessage response = await SendAsync("""{"n":"pageview","u":"https://example.com/b","d":"example.com","b":{"u":"https://example.com/a","e":1,"b":{"u":"https://example.com/","e":1}}}""");

        Assert.Equal((HttpStatusCode.Accepted, "b.b"), (response.StatusCode, response.Headers.GetValues("x-analytics-ignored").Single()));
        Assert.Equal(2, (await RawItemsAsync()).Count);
    }

    [Fact]
    public async Task A_depth_beyond_the_page_is_all_of_it()
    {
        await _product.SendEventAsync(new { n = "pageview", u = "https://example.com/a", d = "example.com" });
        await _product.SendEventAsync(Next(new { u = "https://example.com/a", sd = 250 }));

        JsonElement pages = await _product.QueryAsync(new { site_id = "example.com", metrics = new[] { "scroll_depth" }, date_range = "24h", filters = new object[] { new object[] { "is", "event:page", new[] { "/a" } } } });
        Assert.Equal("[100]", pages.GetProperty("results")[0].GetProperty("metrics").GetRawText());
    }

    [Fact]
    public async Task None_is_none() =>
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync("""{"n":"pageview","u":"https://example.com/b","d":"example.com","b":null}""")).StatusCode);

    private Task<HttpResponseMessage> SendAsync(string body) => _product.SendEventAsync(JsonDocument.Parse(body).RootElement);

    private Task<HttpResponseMessage> PostAsync(string body) => _product.Anonymous.PostAsync("/api/event", new StringContent(body, Encoding.UTF8, "text/plain"));
}
