using Analytics.Functions.Callers;
using System.Net;
using Amazon.DynamoDBv2.Model;

namespace Analytics.Functions.Tests.Collect.GoatCounter;

/// <summary>GoatCounter's script, pixel and clients send to us as they do to GoatCounter.</summary>
public sealed class GoatCounterTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        await _product.CreateSiteAsync("example.com");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private static string? Said(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-Goatcounter", out IEnumerable<string>? said) ? said.Single() : null;

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_page_view_is_answered_with_an_image_and_stored(string method)
    {
        HttpResponseMessage response = await _product.SendAsync(
            "/count?p=%2Fpricing&t=Pricing&r=https%3A%2F%2Fwww.google.com%2F&s=1920%2C1080%2C2&b=0&q=%3Futm_source%3Dnews&rnd=abc", method: new HttpMethod(method));

        Assert.Equal((HttpStatusCode.OK, "image/gif", "no-store", "*"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType, response.Headers.CacheControl!.ToString(), response.Headers.GetValues("Access-Control-Allow-Origin").Single()));
        Assert.Null(Said(response));
        Assert.StartsWith("GIF89a", await response.TextAsync(), StringComparison.Ordinal);
        Dictionary<string, AttributeValue> item = Assert.Single(await _product.StoredAsync());
        Assert.Equal(("pageview", "/pricing", "news", "example.com"), (item.NameOf(), item["p"].S, item["s"].S, item["h"].S));
    }

    [Fact]
    public async Task An_event_is_named_by_its_path()
    {
        await _product.SendAsync("/count?p=click-banana&e=true");

        Assert.Equal("click-banana", Assert.Single(await _product.StoredAsync()).NameOf());
    }

    [Fact]
    public async Task A_second_query_after_the_sites_name_is_read()
    {
        Assert.Equal(HttpStatusCode.OK, (await _product.SendAsync("/count?site=example.com?p=%2Fpricing&t=Pricing%3F")).StatusCode);

        Dictionary<string, AttributeValue> item = Assert.Single(await _product.StoredAsync());
        Assert.Equal(("/pricing", "Pricing?"), (item["p"].S, item.PackOf().GetProperty("ti").GetString()));
    }

    [Fact]
    public async Task Pages_that_are_told_apart_by_their_fragment_are_pages_of_their_own()
    {
        await _product.SendAsync("/count?p=/app%23/one");
        await _product.SendAsync("/count?p=/app%23/two&q=utm_source%3Dnews");

        Assert.Equal(["/app#/one ", "/app#/two news"], (await _product.StoredAsync()).Select(i => $"{i["p"].S} {(i.TryGetValue("s", out AttributeValue? source) ? source.S : "")}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_referrer_in_words_is_the_source()
    {
        await _product.SendAsync("/count?p=/&r=June%20Newsletter");

        Assert.Equal("June Newsletter", Assert.Single(await _product.StoredAsync())["s"].S);
    }

    [Theory]
    [InlineData("/count", "refused: path: is required")]
    [InlineData("/count?p=%20&b=7", "refused: path: is required; bot: must be 0, or 150 or more")]
    [InlineData("/count?p=/&b=x", "refused: b: must be a number")]
    public async Task Every_fault_is_told_in_a_header_beside_the_image(string path, string said)
    {
        HttpResponseMessage response = await _product.SendAsync(path);

        Assert.Equal((HttpStatusCode.BadRequest, "image/gif", said), (response.StatusCode, response.Content.Headers.ContentType!.MediaType, Said(response)));
    }

    [Fact]
    public async Task A_path_over_2048_characters_is_refused() =>
        Assert.Equal("refused: path: must be at most 2,048 characters", Said(await _product.SendAsync("/count?p=/" + new string('x', 2048))));

    [Theory]
    [InlineData("/count?p=/&b=153", Some.Chrome, "bot")]
    [InlineData("/count?p=/", "Googlebot/2.1", "bot")]
    [InlineData("/count?p=/&site=nobody.net", Some.Chrome, "unknown_site")]
    public async Task What_does_not_count_is_accepted_and_says_why(string path, string userAgent, string reason)
    {
        HttpResponseMessage response = await _product.SendAsync(path, userAgent: userAgent);

        Assert.Equal((HttpStatusCode.Accepted, reason, "ignored: " + reason), (response.StatusCode, response.DroppedFor(), Said(response)));
        Assert.Empty(await _product.StoredAsync());
    }

    [Fact]
    public async Task The_site_is_named_or_that_of_the_page_or_that_of_the_host_which_is_asked()
    {
        await _product.Admin.PutAsync("/api/v2/sites/example.com", new StringContent("""{"aliases":["mycode","127.0.0.1"]}"""));

        await _product.SendAsync("/count?p=/named&site=mycode", origin: null);
        await _product.SendAsync("/count?p=/page");
        await _product.SendAsync("/count?p=/host", origin: null);

        Assert.Equal(["/host", "/named", "/page"], (await _product.StoredAsync()).Select(i => i["p"].S).Order());
    }

    [Fact]
    public async Task A_server_reports_hits_with_their_own_times_visitors_and_places()
    {
        DateTimeOffset twoHoursAgo = DateTimeOffset.UtcNow.AddHours(-2);
        string day = twoHoursAgo.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        HttpResponseMessage response = await _product.SendAsync("/api/v0/count", new
        {
            hits = new object[]
            {
                new { path = "/a", title = "A", session = "s1", created_at = day, location = "US-TX", size = new[] { 1920, 1080, 2 } },
                new { path = "/b", session = "s1" },
                new { path = "/c", ip = "198.51.100.7", user_agent = Some.Chrome, @ref = "https://www.google.com/" },
                new { path = "signup", session = "s2", @event = true },
            },
        }, key: RunningProduct.Key, userAgent: "server/1.0", origin: null);

        Assert.Equal((HttpStatusCode.Accepted, """{"status":"ok"}"""), (response.StatusCode, await response.TextAsync()));
        Assert.Equal("""[[3,3,4]]""", await AskAsync(["visitors", "pageviews", "events"]));
        Assert.Equal("""[["/",1],["/a",1],["/b",1],["/c",1]]""", await AskAsync(["events"], "event:page"));
        Assert.Equal("""[["US",1]]""", await AskAsync(["pageviews"], "visit:country", ["is", "event:page", new[] { "/a" }]));
        Assert.Equal($"""[["{twoHoursAgo:yyyy-MM-dd HH}:00:00",1]]""", await AskAsync(["pageviews"], "time:hour", ["is", "event:page", new[] { "/a" }]));
    }

    private async Task<string> AskAsync(string[] metrics, string? dimension = null, object[]? filter = null)
    {
        string[] dimensions = dimension is null ? [] : [dimension];
        object[] filters = filter is null ? [] : [filter];
        object[][] order = dimension is null ? [] : [[dimension, "asc"]];
        var answer = await _product.QueryAsync(new { site_id = "example.com", metrics, dimensions, filters, order_by = order, date_range = "24h" });
        return "[" + string.Join(',', answer.GetProperty("results").EnumerateArray().Select(r =>
            "[" + string.Join(',', r.GetProperty("dimensions").EnumerateArray().Concat(r.GetProperty("metrics").EnumerateArray()).Select(v => v.GetRawText())) + "]")) + "]";
    }

    [Fact]
    public async Task A_hit_that_names_no_visitor_is_refused_by_its_place_and_the_others_count()
    {
        HttpResponseMessage response = await _product.SendAsync("/api/v0/count", new { hits = new object[] { new { path = "/a", session = "a" }, new { path = "/b" } } }, key: RunningProduct.Key, origin: null);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            "session, or user_agent and ip, must be sent; with no_sessions the hit counts as a visitor of its own",
            (await response.JsonAsync()).GetProperty("errors").GetProperty("1").GetString());
        Assert.Single(await _product.StoredAsync());
    }

    [Fact]
    public async Task Without_sessions_every_hit_is_a_visitor()
    {
        await _product.SendAsync("/api/v0/count", new { no_sessions = true, hits = new object[] { new { path = "/one" }, new { path = "/two" } } }, key: RunningProduct.Key, origin: null);

        var answer = await _product.QueryAsync(new { site_id = "example.com", metrics = new[] { "pageviews", "visitors" }, date_range = "24h" });
        Assert.Equal("[2,2]", answer.GetProperty("results")[0].GetProperty("metrics").GetRawText());
    }

    [Theory]
    [InlineData("""{"hits":[]}""", "hits: must be a list of 1 to 500 hits")]
    [InlineData("""{"hits":[{"path":"/"}]}x""", "The body must be a JSON object of readable text, each name once")]
    public async Task What_cannot_be_read_is_refused_in_its_form(string body, string error) =>
        Assert.Equal($$"""{"error":"{{error}}"}""", await (await _product.SendAsync("/api/v0/count", body, key: RunningProduct.Key)).TextAsync());

    [Fact]
    public async Task Nobody_counts_for_others_without_a_key()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await _product.SendAsync("/api/v0/count", new { hits = new object[] { new { path = "/" } } })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _product.SendAsync("/api/v0/count?site=nobody.net", new { no_sessions = true, hits = new object[] { new { path = "/" } } }, key: RunningProduct.Key)).StatusCode);
        Assert.Empty(await _product.StoredAsync());
    }
}
