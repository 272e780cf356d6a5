using Analytics.Functions.Callers;
using System.Net;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;

namespace Analytics.Functions.Tests.Collect.Umami;

/// <summary>Umami's clients send to us as they do to Umami.</summary>
public sealed class UmamiTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Website = "5b2d1c3e-8f70-4a1b-9c2d-3e4f5a6b7c8d";
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        string id = await _product.CreateSiteAsync("example.com");
        await _product.Admin.PutAsync("/api/v2/sites/" + id, new StringContent($$"""{"aliases":["{{Website}}"]}"""));
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private static object Event(object payload, string type = "event") => new { type, payload };

    private static object View(string url = "/pricing?utm_source=news") => Event(new { website = Website, screen = "1920x1080", language = "et-EE", title = "Pricing", hostname = "example.com", url, referrer = "https://www.google.com/" });

    [Fact]
    public async Task A_page_view_of_umamis_tracker_is_stored_with_what_it_says()
    {
        HttpResponseMessage response = await _product.SendAsync("/api/send", View());

        Assert.Equal((HttpStatusCode.OK, "*"), (response.StatusCode, response.Headers.GetValues("Access-Control-Allow-Origin").Single()));
        Assert.Equal(["cache", "sessionId", "visitId"], (await response.JsonAsync()).EnumerateObject().Select(p => p.Name));
        Dictionary<string, AttributeValue> item = Assert.Single(await _product.StoredAsync());
        Assert.Equal(("pageview", "/pricing", "news", "Chrome", "example.com"), (item.NameOf(), item["p"].S, item["s"].S, item["b"].S, item["h"].S));
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("www.Example.com")]
    [InlineData("5B2D1C3E-8F70-4A1B-9C2D-3E4F5A6B7C8D")]
    public async Task A_website_is_named_by_its_domain_or_by_the_id_that_it_had_with_umami(string website)
    {
        Assert.Equal(HttpStatusCode.OK, (await _product.SendAsync("/api/send", Event(new { website, hostname = "example.com", url = "/" }))).StatusCode);
        Assert.Single(await _product.StoredAsync());
    }

    [Theory]
    [InlineData("100%25%20caf%C3%A9", "100% café")]
    [InlineData("100% café", "100% café")]
    public async Task A_title_comes_encoded_from_older_trackers_and_plain_from_newer(string sent, string kept)
    {
        await _product.SendAsync("/api/send", Event(new { website = Website, hostname = "example.com", url = "/", title = sent }));

        Assert.Equal(kept, Assert.Single(await _product.StoredAsync()).PackOf().EnumerateObject().Single(m => m.Value.ValueKind == JsonValueKind.String && m.Value.GetString()!.Contains("caf", StringComparison.Ordinal)).Value.GetString());
    }

    [Fact]
    public async Task A_fragment_is_part_of_the_page_as_with_umami()
    {
        await _product.SendAsync("/api/send", View("/docs#install"));

        Assert.Equal("/docs#install", Assert.Single(await _product.StoredAsync())["p"].S);
    }

    [Fact]
    public async Task Data_of_an_event_become_flat_properties_with_the_tag_beside_them()
    {
        await _product.SendAsync("/api/send", Event(new { website = Website, hostname = "example.com", url = "/cart", name = "Purchase", tag = "B", data = new { plan = "pro", user = new { age = 30, vip = true }, items = new[] { 1, 2 }, nothing = (string?)null, revenue = 9.9, currency = "EUR" } }));

        Dictionary<string, AttributeValue> item = Assert.Single(await _product.StoredAsync());
        JsonElement pack = item.PackOf();
        Assert.Equal("Purchase", item.NameOf());
        Assert.Equal(
            """{"plan":"pro","user.age":"30","user.vip":"true","items":"[1,2]","revenue":"9.9","currency":"EUR","tag":"B"}""",
            pack.GetProperty("pr").GetRawText());
        Assert.Equal(("EUR", "9.9"), (pack.GetProperty("rc").GetString(), pack.GetProperty("ra").GetString()));
    }

    [Fact]
    public async Task Performance_becomes_web_vitals_that_leave_a_bounce_a_bounce()
    {
        await _product.SendAsync("/api/send", Event(new { website = Website, hostname = "example.com", url = "/", lcp = 1200.5, inp = 80, cls = 0.02, fcp = 700, ttfb = 90 }, "performance"));

        Dictionary<string, AttributeValue> item = Assert.Single(await _product.StoredAsync());
        Assert.Equal("web_vitals", item.NameOf());
        Assert.Equal("""{"LCP":"1200.5","INP":"80","CLS":"0.02","FCP":"700","TTFB":"90"}""", item.PackOf().GetProperty("pr").GetRawText());
        Assert.Equal(1, item.PackOf().GetProperty("ni").GetInt32());
    }

    [Fact]
    public async Task Engagement_is_time_on_the_page_and_no_event()
    {
        await _product.SendAsync("/api/send", View("/"));
        await _product.SendAsync("/api/send", Event(new { website = Website, hostname = "example.com", url = "/", engagement = 12_000 }, "engagement"));

        JsonElement answer = await _product.QueryAsync(new { site_id = "example.com", metrics = new[] { "pageviews", "events", "time_on_page" }, date_range = "24h", dimensions = new[] { "event:page" } });
        Assert.Equal("""{"metrics":[1,1,12],"dimensions":["/"]}""", answer.GetProperty("results")[0].GetRawText());
    }

    [Fact]
    public async Task A_server_event_without_a_page_is_of_the_sites_first_one()
    {
        await _product.SendAsync("/api/send", Event(new { website = Website, name = "Renewal" }), origin: null, key: RunningProduct.Key);

        Dictionary<string, AttributeValue> item = Assert.Single(await _product.StoredAsync());
        Assert.Equal(("Renewal", "example.com", "/"), (item.NameOf(), item["h"].S, item["p"].S));
    }

    [Fact]
    public async Task A_bot_hears_boop() =>
        Assert.Equal("""{"beep":"boop"}""", await (await _product.SendAsync("/api/send", View(), userAgent: "Googlebot/2.1")).TextAsync());

    [Fact]
    public async Task A_page_of_another_host_does_not_count_and_the_answer_says_so()
    {
        HttpResponseMessage response = await _product.SendAsync("/api/send", Event(new { website = Website, hostname = "evil.net", url = "/" }));

        Assert.Equal((HttpStatusCode.OK, "hostname"), (response.StatusCode, response.DroppedFor()));
        Assert.Empty(await _product.StoredAsync());
    }

    [Fact]
    public async Task The_token_says_nothing_of_the_visitor_and_keeps_its_ids_while_the_client_keeps_it()
    {
        JsonElement first = await (await _product.SendAsync("/api/send", View())).JsonAsync();
        JsonElement same = await (await _product.SendAsync("/api/send", View(), header: "x-umami-cache:" + first.GetProperty("cache").GetString(), userAgent: Some.Chrome + " x", address: "198.51.100.9")).JsonAsync();
        JsonElement other = await (await _product.SendAsync("/api/send", View())).JsonAsync();

        Assert.Equal(first.GetRawText(), same.GetRawText());
        Assert.NotEqual(first.GetProperty("cache").GetString(), other.GetProperty("cache").GetString());
        Assert.NotEqual(first.GetProperty("sessionId").GetString(), other.GetProperty("sessionId").GetString());
        Assert.NotEqual(first.GetProperty("sessionId").GetString(), first.GetProperty("visitId").GetString());
    }

    [Fact]
    public async Task Every_fault_stands_at_its_place()
    {
        HttpResponseMessage response = await _product.SendAsync("/api/send", new { type = "visit", payload = new { name = new string('x', 121), url = "http://[" } });
        JsonElement error = (await response.JsonAsync()).GetProperty("error");

        Assert.Equal((HttpStatusCode.BadRequest, "bad-request", 400), (response.StatusCode, error.GetProperty("code").GetString(), error.GetProperty("status").GetInt32()));
        Assert.Equal(["type", "payload"], error.GetProperty("properties").EnumerateObject().Select(p => p.Name));
        Assert.Equal(["website", "url", "name"], error.GetProperty("properties").GetProperty("payload").GetProperty("properties").EnumerateObject().Select(p => p.Name));
    }

    [Theory]
    [InlineData("""{"type":"event","payload":{"website":"5b2d1c3e-0000-4a1b-9c2d-3e4f5a6b7c8d","url":"/"}}""", 400, "payload.website: no site has this id, domain or alias: correct it, or add the site")]
    [InlineData("""{"type":"event"}""", 400, "The input cannot be used: what is wrong stands at each field")]
    [InlineData("[]", 400, "The body must be JSON of readable text, each name once")]
    public async Task A_refusal_is_in_umamis_form(string body, int status, string message)
    {
        HttpResponseMessage response = await _product.SendAsync("/api/send", body);

        Assert.Equal((status, message), ((int)response.StatusCode, (await response.JsonAsync()).GetProperty("error").GetProperty("message").GetString()));
    }

    [Fact]
    public async Task A_batch_is_answered_piece_by_piece()
    {
        HttpResponseMessage response = await _product.SendAsync("/api/batch", new object[] { View("/a"), Event(new { website = "nobody.net", url = "/" }), View("/b") });
        JsonElement answer = await response.JsonAsync();

        Assert.Equal((3, 2, 1), (answer.GetProperty("size").GetInt32(), answer.GetProperty("processed").GetInt32(), answer.GetProperty("errors").GetInt32()));
        Assert.Equal(1, answer.GetProperty("details")[0].GetProperty("index").GetInt32());
        Assert.Equal("payload.website: no site has this id, domain or alias: correct it, or add the site", answer.GetProperty("details")[0].GetProperty("response").GetProperty("error").GetProperty("message").GetString());
        Assert.Equal(["/a", "/b"], (await _product.StoredAsync()).Select(i => i["p"].S).Order());
    }

    [Fact]
    public async Task Who_somebody_is_is_kept_only_where_the_site_identifies()
    {
        object identify = Event(new { website = Website, hostname = "example.com", url = "/", id = "u-17" }, "identify");
        Assert.Equal(HttpStatusCode.OK, (await _product.SendAsync("/api/send", identify)).StatusCode);
        Assert.Empty(await _product.StoredAsync());

        await _product.Admin.PutAsync("/api/v2/sites/example.com", new StringContent("""{"settings":{"identification":true}}"""));
        await _product.SendAsync("/api/send", identify);

        Dictionary<string, AttributeValue> item = Assert.Single(await _product.StoredAsync());
        Assert.Equal("identify", item.NameOf());
        Assert.Contains("u-17", item["x"].S, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_known_of_a_person_needs_a_key()
    {
        await _product.Admin.PutAsync("/api/v2/sites/example.com", new StringContent("""{"settings":{"identification":true}}"""));
        object identify = Event(new { website = Website, id = "u-17", data = new { plan = "pro" } }, "identify");

        HttpResponseMessage stripped = await _product.SendAsync("/api/send", identify);
        Assert.Equal((HttpStatusCode.OK, "payload.data"), (stripped.StatusCode, stripped.Headers.GetValues("x-analytics-ignored").Single()));
        Assert.False(Assert.Single(await _product.StoredAsync()).PackOf().TryGetProperty("tr", out _));

        Assert.Equal(HttpStatusCode.OK, (await _product.SendAsync("/api/send", identify, key: RunningProduct.Key)).StatusCode);
        Assert.Contains(await _product.StoredAsync(), i => i.PackOf().TryGetProperty("tr", out JsonElement traits) && traits.GetString() == """s{"plan":"pro"}""");
    }

    [Fact]
    public async Task Address_agent_and_time_of_a_payload_are_heard_from_a_server_with_a_key_only()
    {
        long hourAgo = DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds();
        object Told(string ip) => Event(new { website = Website, hostname = "example.com", url = "/", ip, userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", timestamp = hourAgo });

        HttpResponseMessage unheard = await _product.SendAsync("/api/send", Told("198.51.100.1"));
        Assert.Equal("ip,timestamp,userAgent", unheard.Headers.GetValues("x-analytics-ignored").Single());
        await _product.SendAsync("/api/send", Told("198.51.100.2"));
        List<Dictionary<string, AttributeValue>> unheardItems = await _product.StoredAsync();
        Assert.All(unheardItems, item => Assert.Equal("Chrome", item["b"].S));
        Assert.Single(unheardItems.Select(i => Convert.ToHexString(i["u"].B.ToArray())).Distinct());

        await _product.SendAsync("/api/send", Told("198.51.100.1"), key: RunningProduct.Key, userAgent: "server/1.0");
        await _product.SendAsync("/api/send", Told("198.51.100.2"), key: RunningProduct.Key, userAgent: "server/1.0");
        var told = (await _product.StoredAsync()).Where(i => i["b"].S == "Firefox").ToList();
        Assert.Equal(2, told.Select(i => Convert.ToHexString(i["u"].B.ToArray())).Distinct().Count());
        Assert.All(told, item => Assert.Equal(hourAgo * 1000, long.Parse(item["t"].N, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_key_that_is_none_is_refused_instead_of_booking_all_its_visitors_as_one()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await _product.SendAsync("/api/send", View(), key: "ak_none")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _product.SendAsync("/api/event", new { n = "pageview", u = "https://example.com/", d = "example.com" }, key: "ak_none")).StatusCode);
        Assert.Empty(await _product.StoredAsync());
    }

    [Fact]
    public async Task A_server_with_a_key_forwards_plausibles_events_for_its_visitors()
    {
        foreach (string address in new[] { "198.51.100.1", "198.51.100.2, 10.0.0.1" })
        {
            await _product.SendAsync("/api/event", new { n = "pageview", u = "https://example.com/", d = "example.com" }, key: RunningProduct.Key, address: address);
        }

        Assert.Equal(2, (await _product.StoredAsync()).Select(i => Convert.ToHexString(i["u"].B.ToArray())).Distinct().Count());
    }

    [Fact]
    public async Task The_browser_may_ask_first()
    {
        HttpResponseMessage response = await _product.SendAsync("/api/send", method: HttpMethod.Options);

        Assert.Equal((HttpStatusCode.NoContent, "content-type, x-umami-cache"), (response.StatusCode, response.Headers.GetValues("Access-Control-Allow-Headers").Single()));
    }

    [Theory]
    [InlineData("/script.js")]
    [InlineData("/count.js")]
    public async Task The_script_of_a_foreign_snippet_is_served_to_every_page(string path)
    {
        HttpResponseMessage response = await _product.SendAsync(path);

        Assert.Equal(("text/javascript", "cross-origin"), (response.Content.Headers.ContentType!.MediaType, response.Headers.GetValues("Cross-Origin-Resource-Policy").Single()));
        Assert.NotNull(response.Headers.ETag);
    }
}
