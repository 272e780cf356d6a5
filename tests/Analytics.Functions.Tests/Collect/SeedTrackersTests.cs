using System.Net;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;

namespace Analytics.Functions.Tests.Collect;

/// <summary>LittleStats' tracker, ts-analytics' short keys and the React hook.</summary>
public sealed class SeedTrackersTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;
    private string _site = "";

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        _site = await _product.CreateSiteAsync("example.com");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private Task<HttpResponseMessage> IdentifyPeopleAsync() => _product.Admin.PutAsync("/api/v2/sites/example.com", new StringContent("""{"settings":{"identification":true}}"""));

    [Fact]
    public async Task LittleStats_sends_a_list_and_an_open_page_counts_once_however_often_it_is_repeated()
    {
        object View(string url) => new { type = "pageview", website = _site, url, title = "T", screen = "1920x1080", timezone = "Europe/Tallinn", cache = new { visitId = "v-1", iat = 1 }, visitorId = "kept-in-the-browser" };
        object body = new { siteId = _site, events = new[] { View("/a?x=1"), View("/a?x=1"), View("/b"), new { type = "event", name = "purchase", data = new { orderId = "12345", value = 99.99 }, url = "/b" } } };
        HttpResponseMessage response = await _product.SendAsync("/api/v2/track/" + _site, body);
        await _product.SendAsync("/api/v2/track/" + _site, new { type = "pageview", url = "/a?x=1", cache = new { visitId = "v-1", iat = 99 } });

        Assert.Equal((HttpStatusCode.OK, """{"success":true}"""), (response.StatusCode, await response.TextAsync()));
        JsonElement answer = await _product.QueryAsync(new { site_id = "example.com", metrics = new[] { "visitors", "pageviews", "events" }, date_range = "24h" });
        Assert.Equal("[1,2,3]", answer.GetProperty("results")[0].GetProperty("metrics").GetRawText());
        Dictionary<string, AttributeValue> purchase = (await _product.StoredAsync()).Single(i => i.NameOf() == "purchase");
        Assert.Equal("""{"orderId":"12345","value":"99.99"}""", purchase.PackOf().GetProperty("pr").GetRawText());
        Assert.DoesNotContain(await _product.StoredAsync(), i => string.Join('|', i.Values.Select(v => v.S)).Contains("kept-in-the-browser", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("", """ "eventId":"ID", """)]
    [InlineData(""" "type":"pageview", """, """ "eventId":"ID", """)]
    public async Task LittleStats_own_script_counts_a_page_that_is_seen_again(string type, string id)
    {
        foreach ((string path, int i) in ((string[])["/a", "/b", "/a"]).Select((path, i) => (path, i)))
        {
            string body = $$$"""{{{{type}}}{{{id.Replace("ID", $"e-{i}", StringComparison.Ordinal)}}}"url":"{{{path}}}","cache":{"visitId":"v-1","iat":1}}""";
            HttpResponseMessage response = await _product.SendAsync("/api/v2/track/" + _site, body);
            Assert.Equal((HttpStatusCode.OK, false), (response.StatusCode, response.Headers.Contains("x-analytics-ignored")));
            if (id.Length > 0)
            {
                await _product.SendAsync("/api/v2/track/" + _site, body); // its next attempt, where the answer was lost
            }
        }

        JsonElement answer = await _product.QueryAsync(new { site_id = "example.com", metrics = new[] { "pageviews" }, date_range = "24h", dimensions = new[] { "event:page" } });
        Assert.Equal(["/a 2", "/b 1"], answer.GetProperty("results").EnumerateArray().Select(r => $"{r.GetProperty("dimensions")[0]} {r.GetProperty("metrics")[0]}"));
    }

    [Fact]
    public async Task LittleStats_list_that_goes_back_to_a_page_counts_it_again_and_what_is_open_once()
    {
        object View(string url) => new { type = "pageview", url, cache = new { visitId = "v-1" } };
        string[] seen = ["/a", "/a", "/b", "/b", "/a", "/a", "/b", "/a"];
        await _product.SendAsync("/api/v2/track/" + _site, new { siteId = _site, events = seen.Select(View) });
        await _product.SendAsync("/api/v2/track/" + _site, new { siteId = _site, events = new[] { View("/a"), View("/a") } });

        JsonElement answer = await _product.QueryAsync(new { site_id = "example.com", metrics = new[] { "pageviews" }, date_range = "24h", dimensions = new[] { "event:page" } });
        Assert.Equal(["/a 3", "/b 2"], answer.GetProperty("results").EnumerateArray().Select(r => $"{r.GetProperty("dimensions")[0]} {r.GetProperty("metrics")[0]}"));
    }

    [Fact]
    public async Task LittleStats_own_script_may_send_with_credentials_and_says_no_type_of_a_page_view()
    {
        HttpResponseMessage response = await _product.SendAsync("/api/v2/track/" + _site, new { events = new object[] { new { url = "/" } } }, header: "Origin:https://example.com");
        HttpResponseMessage preflight = await _product.SendAsync("/api/v2/track/" + _site, method: HttpMethod.Options, header: "Origin:https://example.com");

        Assert.All([response, preflight], answer => Assert.Equal(
            ("https://example.com", "true", "Origin"),
            (answer.Headers.GetValues("Access-Control-Allow-Origin").Single(), answer.Headers.GetValues("Access-Control-Allow-Credentials").Single(), answer.Headers.Vary.Single())));
        Assert.Equal("pageview", Assert.Single(await _product.StoredAsync()).NameOf());
    }

    [Fact]
    public async Task Who_somebody_is_is_kept_and_what_is_known_of_them_is_left_out_and_named_without_a_key()
    {
        await IdentifyPeopleAsync();
        (string Path, object Body, string Named)[] identified =
        [
            ("/identify", new { anonymousId = "", userId = "u-1", traits = new { plan = "pro" }, site = "example.com" }, "traits"),
            ("/api/v2/track/" + _site, new { type = "identify", id = "u-1", url = "/", data = new { plan = "pro" } }, "data"),
            ("/api/send", new { type = "identify", payload = new { website = "example.com", url = "/", id = "u-1", data = new { plan = "pro" } } }, "payload.data"),
        ];
        foreach ((string path, object body, string named) in identified)
        {
            HttpResponseMessage response = await _product.SendAsync(path, body);

            Assert.Equal((HttpStatusCode.OK, named), (response.StatusCode, response.Headers.GetValues("x-analytics-ignored").Single()));
        }

        List<Dictionary<string, AttributeValue>> items = await _product.StoredAsync();
        Assert.Equal(3, items.Count);
        Assert.All(items, i => Assert.Contains("u-1", string.Join('|', i.Values.Select(v => v.S)), StringComparison.Ordinal));
        Assert.DoesNotContain(items, i => string.Join('|', i.Values.Select(v => v.S)).Contains("pro", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_event_that_does_not_count_gets_no_id()
    {
        HttpResponseMessage response = await _product.SendAsync("/track", new { anonymousId = "x", @event = new { name = "Signup" }, site = "example.com" }, userAgent: "curl/8.5.0");

        Assert.Equal("""{"eventId":null}""", await response.TextAsync());
    }

    [Theory]
    [InlineData("""{"orderId":"12345","value":99.99,"currency":"USD"}""", "USD", "99.99")]
    [InlineData("""{"value":0.1,"currency":"eur"}""", "EUR", "0.1")]
    [InlineData("""{"value":"123456789012.345","currency":"JPY"}""", "JPY", "123456789012.345")]
    [InlineData("""{"value":1,"revenue":2.5,"currency":"USD"}""", "USD", "2.5")]
    public async Task Money_that_LittleStats_tells_is_revenue_to_the_last_digit(string data, string currency, string amount)
    {
        HttpResponseMessage response = await _product.SendAsync("/api/v2/track/" + _site, $$"""{"type":"event","name":"purchase_complete","url":"/","data":{{data}}}""");

        Assert.Equal((HttpStatusCode.OK, false), (response.StatusCode, response.Headers.Contains("x-analytics-ignored")));
        JsonElement pack = Assert.Single(await _product.StoredAsync()).PackOf();
        Assert.Equal((currency, amount), (pack.GetProperty("rc").GetString(), pack.GetProperty("ra").GetString()));
        Assert.True(pack.GetProperty("pr").TryGetProperty("currency", out _));
    }

    [Theory]
    [InlineData("""{"value":99.99,"currency":"Taler"}""", "data.currency")]
    [InlineData("""{"value":"much","currency":"USD"}""", "data.value")]
    [InlineData("""{"value":1e300,"currency":"XXXX"}""", "data.value,data.currency")]
    public async Task Money_that_LittleStats_tells_wrong_is_left_out_and_named(string data, string named)
    {
        HttpResponseMessage response = await _product.SendAsync("/api/v2/track/" + _site, $$"""{"type":"event","name":"purchase_complete","url":"/","data":{{data}}}""");

        Assert.Equal(named, string.Join(",", response.Headers.GetValues("x-analytics-ignored")));
        Assert.False(Assert.Single(await _product.StoredAsync()).PackOf().TryGetProperty("rc", out _));
    }

    [Fact]
    public async Task LittleStats_faults_name_their_place_and_the_other_events_count()
    {
        HttpResponseMessage response = await _product.SendAsync("/api/v2/track/" + _site, new { events = new object[] { new { type = "visit", url = "/" }, new { type = "pageview", url = "/" }, new { type = "event", url = "/" } } });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["events[0].type", "events[2].name"], (await response.JsonAsync()).GetProperty("errors").EnumerateObject().Select(e => e.Name));
        Assert.Single(await _product.StoredAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await _product.SendAsync("/api/v2/track/nobody", new { type = "pageview", url = "/" })).StatusCode);
    }

    [Theory]
    [InlineData("/collect")]
    [InlineData("/api/sites/example.com/collect")]
    public async Task Short_keys_are_understood(string path)
    {
        HttpResponseMessage response = await _product.SendAsync(path, new { s = "example.com", sid = "x", e = "pageview", u = "https://example.com/pricing?utm_source=news", r = "https://www.google.com/", t = "Pricing", sw = 1920, sh = 1080 });
        await _product.SendAsync(path, new { s = "example.com", e = "event", u = "https://example.com/pricing", p = new { name = "signup", value = 3, plan = "pro" } });
        await _product.SendAsync(path, new { s = "example.com", e = "outbound", u = "https://example.com/pricing", p = new { url = "https://other.net/" } });
        await _product.SendAsync(path, new { s = "example.com", e = "engagement", u = "https://example.com/pricing", p = new { scrollDepth = 80, timeOnPage = 12 } });
        await _product.SendAsync(path, new { s = "example.com", e = "hm_click", u = "https://example.com/pricing", p = new { vx = 1 } });

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        List<Dictionary<string, AttributeValue>> items = await _product.StoredAsync();
        Assert.Equal(["Outbound Link: Click", "engagement", "pageview", "signup"], items.Select(i => i.NameOf()).Order(StringComparer.Ordinal));
        Assert.Equal("""{"value":"3","plan":"pro"}""", items.Single(i => i.NameOf() == "signup").PackOf().GetProperty("pr").GetRawText());
    }

    [Theory]
    [InlineData("""{"s":"example.com","e":"pageview"}""", "u must be sent: s the site, e the kind of the event, u the page's address")]
    [InlineData("""{"s":"example.com","e":"pageview","u":"/path"}""", "u must be a whole address, with a path of at most 2,000 characters")]
    [InlineData("[]", "The body must be a JSON object")]
    public async Task Short_keys_are_refused_in_their_form(string body, string error)
    {
        HttpResponseMessage response = await _product.SendAsync("/collect", body);

        Assert.Equal((HttpStatusCode.BadRequest, error), (response.StatusCode, (await response.JsonAsync()).GetProperty("error").GetString()));
    }

    private static object Context => new { page = new { path = "/a", url = "https://example.com/a?utm_source=news#x", referrer = "https://www.google.com/", title = "A" }, screen = new { width = 1920, height = 1080, density = 1 }, locale = "et-EE", timezone = "Europe/Tallinn", userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0" };

    [Fact]
    public async Task The_hook_counts_pages_and_events_of_the_site_that_sends()
    {
        HttpResponseMessage view = await _product.SendAsync("/pageview", new { anonymousId = "anon-1", page = new { path = "/a", title = "A", referrer = "" }, context = Context });
        await _product.SendAsync("/pageview", new { anonymousId = "anon-1", page = new { path = "/b" }, context = Context });
        await _product.SendAsync("/track", new { anonymousId = "anon-1", @event = new { name = "Signup", properties = new { plan = "pro", deep = new { er = 1 } } }, context = Context });

        Assert.Matches("^[0-9a-f]{32}$", (await view.JsonAsync()).GetProperty("eventId").GetString());
        List<Dictionary<string, AttributeValue>> items = await _product.StoredAsync();
        Assert.Equal(["/a", "/a", "/b"], items.Select(i => i["p"].S).Order());
        Assert.Equal("news", items.First(i => i["p"].S == "/a" && i.NameOf() == "pageview")["s"].S);
        Assert.Equal("""{"plan":"pro","deep.er":"1"}""", items.Single(i => i.NameOf() == "Signup").PackOf().GetProperty("pr").GetRawText());
        Assert.All(items, i => Assert.Equal("Chrome", i["b"].S));
        Assert.DoesNotContain(items, i => string.Join('|', i.Values.Select(v => v.S)).Contains("anon-1", StringComparison.Ordinal));
    }

    // Two people behind one address with one browser, of whom one was seen by the server under two addresses.
    [Theory]
    [InlineData("/pageview", """{"anonymousId":"VISITOR","page":{"path":"/"},"site":"example.com"}""", "anonymousId")]
    [InlineData("/track", """{"anonymousId":"VISITOR","event":{"name":"Signup"},"site":"example.com"}""", "anonymousId")]
    [InlineData("/api/v2/track/example.com", """{"type":"pageview","url":"/","visitorId":"VISITOR"}""", "visitorId")]
    public async Task A_servers_own_name_of_a_visitor_is_heard_with_a_key_and_else_left_out_and_named(string path, string body, string named)
    {
        foreach ((string visitor, string address) in new[] { ("ann-1", "198.51.100.7"), ("bob-2", "198.51.100.7"), ("ann-1", "198.51.100.8") })
        {
            HttpResponseMessage heard = await _product.SendAsync(path, body.Replace("VISITOR", visitor, StringComparison.Ordinal), address: address, key: RunningProduct.Key);
            Assert.Equal((HttpStatusCode.OK, false), (heard.StatusCode, heard.Headers.Contains("x-analytics-ignored")));
        }

        Assert.Equal(2, await VisitorsAsync());
        HttpResponseMessage unheard = await _product.SendAsync(path, body.Replace("VISITOR", "ann-1", StringComparison.Ordinal), address: "198.51.100.9");
        await _product.SendAsync(path, body.Replace("VISITOR", "cyd-3", StringComparison.Ordinal), address: "198.51.100.9");

        Assert.Equal((HttpStatusCode.OK, named), (unheard.StatusCode, unheard.Headers.GetValues("x-analytics-ignored").Single()));
        Assert.Equal(3, await VisitorsAsync());
        Assert.DoesNotContain(await _product.StoredAsync(), i => string.Join('|', i.Values.Select(v => v.S)).Contains("ann-1", StringComparison.Ordinal));
        HttpResponseMessage tooLong = await _product.SendAsync(path, body.Replace("VISITOR", new string('v', 201), StringComparison.Ordinal), key: RunningProduct.Key);
        Assert.Equal((HttpStatusCode.OK, named), (tooLong.StatusCode, tooLong.Headers.GetValues("x-analytics-ignored").Single()));
    }

    private async Task<int> VisitorsAsync() =>
        (await _product.QueryAsync(new { site_id = "example.com", metrics = new[] { "visitors" }, date_range = "24h" })).GetProperty("results")[0].GetProperty("metrics")[0].GetInt32();

    [Theory]
    [InlineData("/pageview", """{"anonymousId":"a"}""", "page.path must be sent")]
    [InlineData("/track", """{"event":{"name":"x"}}""", "anonymousId must be sent")]
    [InlineData("/identify", """{"anonymousId":"a"}""", "userId must be sent")]
    public async Task The_hook_is_refused_in_its_form(string path, string body, string error)
    {
        HttpResponseMessage response = await _product.SendAsync(path, body);

        Assert.Equal((HttpStatusCode.BadRequest, error), (response.StatusCode, (await response.JsonAsync()).GetProperty("error").GetString()));
    }

    [Fact]
    public async Task The_hook_names_somebody_only_where_the_site_identifies_and_describes_them_only_with_a_key()
    {
        object plain = new { anonymousId = "", userId = "u-17", context = Context };
        object described = new { anonymousId = "", userId = "u-17", traits = new { plan = "pro" }, context = Context };

        Assert.Equal("""{"eventId":null}""", await (await _product.SendAsync("/identify", plain)).TextAsync());
        await IdentifyPeopleAsync();
        HttpResponseMessage stripped = await _product.SendAsync("/identify", described);
        Assert.Equal((HttpStatusCode.OK, "traits"), (stripped.StatusCode, stripped.Headers.GetValues("x-analytics-ignored").Single()));
        Assert.DoesNotContain("plan", Assert.Single(await _product.StoredAsync())["x"].S, StringComparison.Ordinal);

        await _product.SendAsync("/identify", described, key: RunningProduct.Key);
        Assert.Equal(["identify", "identify"], (await _product.StoredAsync()).Select(i => i.NameOf()));
        Assert.Contains(await _product.StoredAsync(), i => i.PackOf().TryGetProperty("tr", out JsonElement traits) && traits.GetString() == """s{"plan":"pro"}""");
    }

    [Theory]
    [InlineData("/pageview")]
    [InlineData("/track")]
    [InlineData("/identify")]
    [InlineData("/collect")]
    [InlineData("/api/sites/example.com/collect")]
    [InlineData("/api/v2/track/example.com")]
    public async Task Every_tracker_may_ask_first_and_none_sends_more_than_it_may(string path)
    {
        Assert.Equal(HttpStatusCode.NoContent, (await _product.SendAsync(path, method: HttpMethod.Options)).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _product.SendAsync(path, new string(' ', 70_000))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _product.SendAsync(path, "{}", key: "ak_none")).StatusCode);
    }
}
