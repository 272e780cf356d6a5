using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;

namespace Analytics.Functions.Tests.Collect;

/// <summary>Whose word about a place counts: the sender's or the edge's, else that of the address by lookup, else that of the time zone.</summary>
public sealed class PlacesTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string American = "8.8.8.8";
    private const string Secret = "the-secret-of-the-distribution";

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly List<RunningProduct> _products = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (RunningProduct product in _products)
        {
            await product.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task<RunningProduct> StartAsync(params (string Name, string Value)[] settings)
    {
        RunningProduct product = await RunningProduct.StartAsync(dynamo, settings: settings.ToDictionary(s => s.Name, s => s.Value));
        _products.Add(product);
        if (settings.Any(s => s.Name == "ANALYTICS_ORIGIN_SECRET"))
        {
            product.Admin.DefaultRequestHeaders.Add("X-Analytics-Origin", Secret);
        }

        await product.CreateSiteAsync("example.com");
        return product;
    }

    private static async Task<string> EventAsync(RunningProduct product, string address, string? zone = null, string? key = null, params string[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/event")
        {
            Content = new StringContent(JsonSerializer.Serialize(new { n = "pageview", u = "https://example.com/", d = "example.com", tz = zone })),
        };
        foreach (string header in headers.Append("User-Agent:" + Some.Chrome).Append(address.Length == 0 ? null : "X-Forwarded-For:" + address).Append(key is null ? null : "Authorization:Bearer " + key).OfType<string>())
        {
            Assert.True(request.Headers.TryAddWithoutValidation(header.Split(':', 2)[0], header.Split(':', 2)[1]));
        }

        HttpResponseMessage response = await product.Anonymous.SendAsync(request);
        Assert.Equal((HttpStatusCode.Accepted, null), (response.StatusCode, response.DroppedFor()));
        return await LastPlaceAsync(product);
    }

    private static async Task<string> LastPlaceAsync(RunningProduct product) => PlaceOf((await product.StoredAsync()).MaxBy(item => item["sk"].S, StringComparer.Ordinal)!);

    private static string PlaceOf(Dictionary<string, AttributeValue> item)
    {
        JsonElement pack = item.PackOf();
        return string.Join(' ', new[] { item.TryGetValue("y", out AttributeValue? country) ? country.S : "-", Text("rg"), Text("ci") }.OfType<string>());

        string? Text(string name) => pack.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
    }

    [Fact]
    public async Task By_every_protocol_an_address_alone_tells_the_country_and_is_kept_nowhere()
    {
        RunningProduct product = await StartAsync();
        const string Url = "https://example.com/";
        object visitor = new { ip = American, userAgent = Some.Chrome };
        foreach (string? key in new[] { null, RunningProduct.Key })
        {
            await SendAsync("/api/event", new { n = "pageview", u = Url, d = "example.com" }, key);
            await SendAsync("/api/send", new { type = "event", payload = new { website = "example.com", hostname = "example.com", url = "/" } }, key);
            await SendAsync("/api/batch", new object[] { new { type = "event", payload = new { website = "example.com", hostname = "example.com", url = "/" } } }, key);
            await SendAsync("/count?p=/", null, key);
            await SendAsync("/pixel.gif?site=example.com&url=/", null, key);
            await SendAsync("/collect?sid=example.com&h=https%3A%2F%2Fexample.com&p=%2F", null, key);
            await SendAsync("/collect", new { s = "example.com", sid = "s", e = "pageview", u = Url }, key);
            await SendAsync("/api/v2/track/example.com", new { type = "pageview", url = "/" }, key);
            await SendAsync("/pageview", new { anonymousId = "a", page = new { path = "/" } }, key);
        }

        await SendAsync("/api/send", new { type = "event", payload = new { website = "example.com", url = "/", ip = American, userAgent = Some.Chrome } }, RunningProduct.Key, "203.0.113.5");
        await SendAsync("/pageview", new { anonymousId = "a", page = new { path = "/" }, context = new { ip = "::ffff:" + American } }, RunningProduct.Key, "203.0.113.5");
        await SendAsync("/api/v0/count?site=example.com", new { hits = new object[] { new { path = "/", ip = American, user_agent = Some.Chrome } } }, RunningProduct.Key, "203.0.113.5");
        await SendAsync("/v1/ingest/batch", new { site = "example.com", events = new object[] { new { url = Url, visitor } } }, RunningProduct.Key, "203.0.113.5");
        await SendAsync("/v1/ingest/batch", new { site = "example.com", events = new object[] { new { url = Url, visitor = new { ip = "::ffff:" + American, userAgent = Some.Chrome } } } }, RunningProduct.Key, "203.0.113.5");
        await SendAsync("/v1/ingest/pageview", new { site = "example.com", url = Url, visitor }, RunningProduct.Key, "203.0.113.5");
        await SendAsync("/v1/ingest/event", new { site = "example.com", url = Url, visitor, name = "Signup" }, RunningProduct.Key, "203.0.113.5");
        await SendAsync("/v1/ingest/session", new { site = "example.com", visitor, events = new object[] { new { url = Url } } }, RunningProduct.Key, "203.0.113.5");

        List<Dictionary<string, AttributeValue>> stored = await product.StoredAsync();
        Assert.Equal(26, stored.Count);
        Assert.All(stored, item => Assert.Equal("US", PlaceOf(item)));
        foreach (string table in new[] { product.Tables.Events, product.Tables.Salts })
        {
            string all = string.Join('\n', (await product.Dynamo.ScanAsync(new ScanRequest(table), default)).Items.SelectMany(i => i).Select(a => a.Key + RequestText.Attribute(a.Value)));
            Assert.DoesNotContain(American, all, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexStringLower(IPAddress.Parse(American).GetAddressBytes()), all, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain(American, string.Join('\n', product.Log), StringComparison.Ordinal);

        async Task SendAsync(string path, object? body, string? key, string address = American)
        {
            HttpResponseMessage response = await product.SendAsync(path, body, address: address, key: key);
            Assert.True(response.IsSuccessStatusCode && response.DroppedFor() is null, $"{path}: {response.StatusCode} {await response.TextAsync()}");
        }
    }

    [Fact]
    public async Task The_lines_of_a_log_have_the_countries_of_their_addresses_unless_they_say_one()
    {
        RunningProduct product = await StartAsync();
        string Line(string client, string path) => $"{client} - - [10/Jan/2026:10:00:00 +0000] \"GET {path} HTTP/1.1\" 200 512 \"-\" \"{Some.Chrome}\"";
        await LoadAsync("combined", string.Join('\n', Line(American, "/a"), Line("193.40.0.1", "/b"), Line("2a01:4f8::1", "/c"), Line("192.168.1.1", "/d"), Line("203.0.113.7", "/e")));
        await LoadAsync("cloudflare", $$"""{"ClientIP":"8.8.4.4","ClientCountry":"ee","ClientRequestHost":"example.com","ClientRequestMethod":"GET","ClientRequestURI":"/f","ClientRequestUserAgent":"{{Some.Chrome}}","EdgeResponseStatus":200,"EdgeStartTimestamp":"2026-01-10T10:00:00Z"}""");
        await LoadAsync("cloudflare", $$"""{"ClientIP":"8.8.8.9","ClientCountry":"xx","ClientRequestHost":"example.com","ClientRequestMethod":"GET","ClientRequestURI":"/g","ClientRequestUserAgent":"{{Some.Chrome}}","EdgeResponseStatus":200,"EdgeStartTimestamp":"2026-01-10T10:00:00Z"}""");

        JsonElement answer = await product.QueryAsync(new { site_id = "example.com", metrics = new[] { "pageviews" }, date_range = new[] { "2026-01-10", "2026-01-10" }, dimensions = new[] { "event:page", "visit:country" } });
        Assert.Equal(
            ["/a US", "/b EE", "/c DE", "/d (not set)", "/e (not set)", "/f EE", "/g US"],
            answer.GetProperty("results").EnumerateArray().Select(r => string.Join(' ', r.GetProperty("dimensions").EnumerateArray().Select(d => d.GetString()))).Order(StringComparer.Ordinal));

        async Task LoadAsync(string format, string log) =>
            Assert.Equal(HttpStatusCode.OK, (await product.Admin.PostAsync("/v1/ingest/logs?site=example.com&format=" + format, new StringContent(log))).StatusCode);
    }

    [Fact]
    public async Task The_address_goes_before_the_time_zone_and_the_sender_before_both()
    {
        RunningProduct product = await StartAsync(("ANALYTICS_COUNTRY_HEADER", "CF-IPCountry"));

        Assert.Equal("US", await EventAsync(product, American, zone: "Europe/Tallinn"));
        Assert.Equal("EE", await EventAsync(product, "203.0.113.5", zone: "Europe/Tallinn"));
        Assert.Equal("FI", await EventAsync(product, American, zone: "Europe/Tallinn", headers: "CF-IPCountry:fi"));
        Assert.Equal("US", await EventAsync(product, American, zone: "Europe/Tallinn", headers: "CF-IPCountry:XX"));
        Assert.Equal("US", await EventAsync(product, American, zone: "Europe/Tallinn", headers: "CF-IPCountry:T1"));
        Assert.Equal("FI", await EventAsync(product, American, key: RunningProduct.Key, headers: "CF-IPCountry:FI"));

        Assert.Equal("EE", await ReportAsync(new { url = "https://example.com/", country = "ee", timezone = "Europe/Helsinki", visitor = new { ip = American, userAgent = Some.Chrome } }));
        Assert.Equal("US", await ReportAsync(new { url = "https://example.com/", country = "ZZ", timezone = "Europe/Helsinki", visitor = new { ip = American, userAgent = Some.Chrome } }));
        Assert.Equal("FI", await ReportAsync(new { url = "https://example.com/", timezone = "Europe/Helsinki", visitor = new { id = "v" } }));

        async Task<string> ReportAsync(object e)
        {
            HttpResponseMessage response = await product.Admin.PostAsJsonAsync("/v1/ingest/batch", new { site = "example.com", events = new[] { e } });
            Assert.Equal(1, (await response.JsonAsync()).GetProperty("accepted").GetInt32());
            return await LastPlaceAsync(product);
        }
    }

    [Fact]
    public async Task A_servers_own_address_says_nothing_of_where_its_visitor_is()
    {
        RunningProduct product = await StartAsync(("ANALYTICS_ORIGIN_SECRET", Secret));
        string[] edge = ["X-Analytics-Origin:" + Secret, "CloudFront-Viewer-Address:8.8.8.8:443"];

        Assert.Equal("US", await EventAsync(product, American, zone: "Europe/Tallinn", headers: edge));
        Assert.Equal("EE", await EventAsync(product, "", zone: "Europe/Tallinn", key: RunningProduct.Key, headers: edge));
        Assert.Equal("EE", await EventAsync(product, American, zone: "Europe/Tallinn", key: RunningProduct.Key, headers: edge));
        Assert.Equal("DE", await EventAsync(product, "2a01:4f8::1, 8.8.8.8", zone: "Europe/Tallinn", key: RunningProduct.Key, headers: edge));
    }

    [Fact]
    public async Task A_place_cannot_be_forged_by_the_headers_of_an_edge_that_is_not_there()
    {
        string[] forged = ["CloudFront-Viewer-Country:EE", "CloudFront-Viewer-Country-Region:37", "CloudFront-Viewer-City:Tallinn", "CF-IPCountry:EE", "X-Vercel-IP-Country:EE"];
        RunningProduct product = await StartAsync();
        Assert.Equal("US", await EventAsync(product, American, headers: forged));
        Assert.Equal("US", await EventAsync(product, American, key: RunningProduct.Key, headers: forged));
        Assert.Equal("-", await EventAsync(product, "203.0.113.5", headers: forged));

        RunningProduct distrusting = await StartAsync(("ANALYTICS_TRUSTED_PROXIES", "none"), ("ANALYTICS_COUNTRY_HEADER", "CF-IPCountry"));
        Assert.Equal("-", await EventAsync(distrusting, "203.0.113.5", headers: forged));
    }

    [Fact]
    public async Task The_distribution_that_says_its_secret_is_believed_before_the_address()
    {
        RunningProduct product = await StartAsync(("ANALYTICS_ORIGIN_SECRET", Secret));
        string[] edge = ["X-Analytics-Origin:" + Secret, "CloudFront-Viewer-Address:8.8.8.8:443", "CloudFront-Viewer-Country:EE", "CloudFront-Viewer-Country-Region:37", "CloudFront-Viewer-City:Tallinn"];

        Assert.Equal("EE EE-37 Tallinn", await EventAsync(product, "", headers: edge));
        Assert.Equal("US", await EventAsync(product, "", headers: edge[..2]));
    }

    [Fact]
    public async Task A_hosting_network_cannot_be_forged_either()
    {
        RunningProduct product = await StartAsync();
        await product.Admin.PutAsync("/api/v2/sites/example.com", new StringContent("""{"settings":{"excludeDatacentres":true}}"""));

        Assert.Equal("US", await EventAsync(product, American, headers: "CloudFront-Viewer-ASN:16509"));
    }

    [Fact]
    public async Task A_database_of_ones_own_takes_the_place_of_the_one_that_is_shipped()
    {
        Dictionary<string, object> record = new()
        {
            ["country"] = new Dictionary<string, object> { ["iso_code"] = "EE" },
            ["subdivisions"] = new object[] { new Dictionary<string, object> { ["iso_code"] = "37" } },
            ["city"] = new Dictionary<string, object> { ["names"] = new Dictionary<string, object> { ["en"] = "Tallinn" } },
        };
        RunningProduct product = await StartAsync(("ANALYTICS_GEO_DATABASE", PlaceFile.Write(_folder, "GeoLite2-City", ("8.8.8.0/24", record))));

        Assert.Equal("EE EE-37 Tallinn", await EventAsync(product, American, zone: "Europe/Helsinki"));
        Assert.Equal("FI", await EventAsync(product, "1.1.1.1", zone: "Europe/Helsinki"));
        string sheet = await (await product.Admin.GetAsync("/api/v2/sites/example.com/privacy")).TextAsync();
        Assert.Contains("as a database beside the program says of the address (GeoLite2-City, made on 2026-11-01)", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_looked_up_where_the_owner_wants_that()
    {
        RunningProduct product = await StartAsync(("ANALYTICS_GEO_DATABASE", "none"));

        Assert.Equal("-", await EventAsync(product, American));
        Assert.DoesNotContain("database", await (await product.Admin.GetAsync("/api/v2/sites/example.com/privacy")).TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_excluded_country_is_dropped_by_the_address_also_where_no_place_is_kept()
    {
        RunningProduct product = await StartAsync();
        await product.Admin.PutAsync("/api/v2/sites/example.com", new StringContent("""{"settings":{"collectGeolocation":false,"excludedCountries":["US"]}}"""));

        Assert.Equal("excluded_country", (await product.SendEventAsync(new { n = "pageview", u = "https://example.com/", d = "example.com" }, address: American)).DroppedFor());
        Assert.Equal("-", await EventAsync(product, "193.40.0.1"));
    }
}
