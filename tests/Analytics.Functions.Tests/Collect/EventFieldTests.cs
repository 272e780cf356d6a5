using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;

namespace Analytics.Functions.Tests.Collect;

/// <summary>What <c>/api/event</c> makes of values that are not quite as they should be.</summary>
public sealed class EventFieldTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;
    private string _site = "";

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        _site = await _product.CreateSiteAsync("example.com");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private static string? Ignored(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-analytics-ignored", out IEnumerable<string>? names) ? names.Single() : null;

    private async Task<string> DropsAsync()
    {
        string drops = await (await _product.Admin.GetAsync("/api/v2/sites/example.com/drops")).TextAsync();
        return JsonDocument.Parse(drops).RootElement.GetProperty("drops").GetRawText();
    }

    private async Task<JsonElement> ExportedAsync(Func<JsonElement, bool> which)
    {
        string lines = await (await _product.Admin.GetAsync("/api/v2/sites/example.com/export")).TextAsync();
        return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).Single(which);
    }

    [Fact]
    public async Task Numbers_flags_and_money_as_text_are_read()
    {
        HttpResponseMessage response = await _product.SendAsync("/api/event", """
            {"n":"Buy","u":"https://example.com/","e":"45000","sd":"60","i":"false","w":"1920","$":"{\"currency\":\"EUR\",\"amount\":9.9}","m":"{\"plan\":\"pro\"}"}
            """);

        Assert.Equal((HttpStatusCode.Accepted, null), (response.StatusCode, Ignored(response)));
        JsonElement stored = await ExportedAsync(e => e.GetProperty("name").GetString() == "Buy");
        Assert.Equal(45_000, stored.GetProperty("engagementMs").GetInt64());
        Assert.Equal(60, stored.GetProperty("scroll").GetInt32());
        Assert.False(stored.GetProperty("interactive").GetBoolean());
        Assert.Equal("EUR", stored.GetProperty("currency").GetString());
        Assert.Equal("pro", stored.GetProperty("props").GetProperty("plan").GetString());
    }

    [Theory]
    [InlineData(""" "e":"long" """, "e")]
    [InlineData(""" "e":-1 """, "e")]
    [InlineData(""" "$":{"currency":"EURO","amount":1} """, "$")]
    [InlineData(""" "$":{"currency":"ZZZ","amount":1} """, "$")]
    [InlineData(""" "$":{"currency":"XXX","amount":1} """, "$")]
    [InlineData(""" "$":{"amount":1} """, "$")]
    [InlineData(""" "p":{"list":[1],"ok":"x"} """, "p.list")]
    [InlineData(""" "p":"no json" """, "p")]
    [InlineData(""" "p":"{\"a\":\"\\ud800\"}" """, "p")]
    [InlineData(""" "p":"{\"\\udc00\":1}" """, "p")]
    [InlineData(""" "p":"[]" """, "p")]
    [InlineData(""" "$":"{\"currency\":\"\\ud800\",\"amount\":1}" """, "$")]
    [InlineData(""" "$":"{\"\\ud800\":1}" """, "$")]
    [InlineData(""" "$":"{\"currency\":\"EUR\",\"amount\":\"\\udfff\"}" """, "$")]
    [InlineData(""" "$":"[[[[[1]]]]]" """, "$")]
    [InlineData(""" "$":"" """, "$")]
    [InlineData(""" "i":"perhaps" """, "i")]
    [InlineData(""" "id":"an id with blanks" """, "id")]
    [InlineData(""" "b":{"u":"https://example.com/a"} """, "b")]
    [InlineData(""" "b":5 """, "b")]
    [InlineData(""" "b":{"u":"https://example.com/a","e":5,"colour":1} """, "b.colour")]
    [InlineData(""" "title":"x","ti":"y" """, "title")]
    [InlineData(""" "ti":"y","title":"x" """, "title")]
    [InlineData(""" "props":{"a":1},"m":{"b":1},"p":null """, "props")]
    [InlineData(""" "props":"no json","m":null """, "props")]
    [InlineData(""" "$":null,"revenue":{"amount":1} """, "revenue")]
    [InlineData(""" "sd":2000000 """, "sd")]
    [InlineData(""" "b":{"url":"https://example.com/b","u":"https://example.com/a","e":5} """, "b.url")]
    public async Task What_cannot_be_used_is_named_and_the_event_counts(string field, string named)
    {
        HttpResponseMessage response = await _product.SendAsync("/api/event", $$"""{"n":"pageview","u":"https://example.com/",{{field}}}""");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(named, Ignored(response));
        Assert.Contains(await _product.StoredAsync(), i => i.NameOf() == "pageview");
    }

    [Fact]
    public async Task What_is_named_is_what_was_not_read()
    {
        HttpResponseMessage response = await _product.SendAsync(
            "/api/event", """{"n":"Read","u":"https://example.com/","title":"long","ti":"short","props":{"from":"props"},"m":{"from":"m"},"e":5,"sd":2000000}""");

        Assert.Equal("title,props,sd", Ignored(response));
        JsonElement stored = await ExportedAsync(e => e.GetProperty("name").GetString() == "Read");
        Assert.Equal("short", stored.GetProperty("title").GetString());
        Assert.Equal("m", stored.GetProperty("props").GetProperty("from").GetString());
        Assert.False(stored.TryGetProperty("scroll", out _));
    }

    [Fact]
    public async Task A_long_query_is_dropped_after_its_tags_were_read()
    {
        string query = "?utm_source=news&token=" + new string('x', 10_000);
        HttpResponseMessage response = await _product.SendAsync(
            "/api/event",
            new { n = "pageview", u = "https://example.com/b" + query, b = new { u = "https://example.com/a" + query, e = 5_000 } });

        Assert.Equal((HttpStatusCode.Accepted, null), (response.StatusCode, Ignored(response)));
        List<Dictionary<string, AttributeValue>> items = await _product.StoredAsync();
        Assert.Equal(["/a", "/b"], items.Select(i => i["p"].S).Order(StringComparer.Ordinal));
        Assert.Equal("news", items.Single(i => i["p"].S == "/b")["s"].S);
    }

    [Theory]
    [InlineData("""{"n":"pageview","u":"nowhere","d":"example.com"}""", 400, "invalid")]
    [InlineData("""{"u":"https://example.com/"}""", 400, "invalid")]
    [InlineData("""[]""", 400, "invalid")]
    public async Task A_refused_request_is_counted_in_the_drops_of_its_site(string body, int status, string reason)
    {
        HttpResponseMessage response = await _product.SendAsync("/api/event", body);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal($$"""{"{{reason}}":1}""", await DropsAsync());
    }

    [Fact]
    public async Task A_path_over_its_limit_a_body_over_its_limit_and_a_wrong_key_are_counted_too()
    {
        string longPath = "https://example.com/" + new string('x', 2_001);
        Assert.Equal(HttpStatusCode.BadRequest, (await _product.SendAsync("/api/event", new { n = "pageview", u = longPath })).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _product.SendAsync("/api/event", new { n = "pageview", u = "https://example.com/", m = new { a = new string('x', 40_000) } })).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _product.SendAsync("/api/event", new { n = "pageview", u = "https://example.com/" }, key: "ak_wrong")).StatusCode);

        JsonElement drops = JsonDocument.Parse(await DropsAsync()).RootElement;
        Assert.Equal((1, 1, 1), (drops.GetProperty("invalid").GetInt32(), drops.GetProperty("too_large").GetInt32(), drops.GetProperty("unauthorized").GetInt32()));
    }

    [Fact]
    public async Task A_site_that_is_named_by_several_names_takes_the_event_once()
    {
        HttpResponseMessage response = await _product.SendAsync("/api/event", new { n = "pageview", u = "https://example.com/", d = $"example.com,{_site},EXAMPLE.com,www.example.com" });

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Single(await _product.StoredAsync());
    }

    [Fact]
    public async Task A_byte_order_mark_before_the_body_is_taken()
    {
        using var content = new ByteArrayContent([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("""{"n":"pageview","u":"https://example.com/"}""")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/event") { Content = content };
        request.Headers.TryAddWithoutValidation("User-Agent", Some.Chrome);

        Assert.Equal(HttpStatusCode.Accepted, (await _product.Anonymous.SendAsync(request)).StatusCode);
        Assert.Single(await _product.StoredAsync());
    }
}
