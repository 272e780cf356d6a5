using Analytics.Functions.Callers;
using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;

namespace Analytics.Functions.Tests.Collect;

public sealed class CollectTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;
    private string _site = "";

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        _site = await _product.CreateSiteAsync("example.com");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private async Task<List<Dictionary<string, AttributeValue>>> RawItemsAsync() =>
        [.. ((await _product.Dynamo.ScanAsync(new ScanRequest(_product.Tables.Events), default)).Items ?? []).Where(i => i["pk"].S.Contains("#RAW#", StringComparison.Ordinal))];

    [Fact]
    public async Task A_page_view_is_answered_202_and_stored_once()
    {
        HttpResponseMessage response = await _product.SendEventAsync(new { n = "pageview", u = "https://example.com/pricing?utm_source=news", d = "example.com", r = "https://www.google.com/" });

        Assert.Equal((HttpStatusCode.Accepted, "ok", "*"), (response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.GetValues("Access-Control-Allow-Origin").Single()));
        Dictionary<string, AttributeValue> item = Assert.Single(await RawItemsAsync());
        Assert.Equal(("/pricing", "news", "Chrome", "Windows"), (item["p"].S, item["s"].S, item["b"].S, item["o"].S));
    }

    [Fact]
    public async Task Long_field_names_and_props_as_text_are_understood()
    {
        await _product.SendEventAsync(new { name = "Signup", url = "https://example.com/", domain = "www.example.com", props = "{\"plan\":\"pro\",\"n\":3,\"list\":[1]}", revenue = new { currency = "eur", amount = "9.90" }, interactive = false });

        Dictionary<string, AttributeValue> item = Assert.Single(await RawItemsAsync());
        using JsonDocument pack = JsonDocument.Parse(item["x"].S);
        Assert.Equal("Signup", item["n"].S);
        Assert.Equal("""{"plan":"pro","n":"3"}""", pack.RootElement.GetProperty("pr").GetRawText());
        Assert.Equal(("EUR", "9.90", 1), (pack.RootElement.GetProperty("rc").GetString(), pack.RootElement.GetProperty("ra").GetString(), pack.RootElement.GetProperty("ni").GetInt32()));
    }

    [Theory]
    [InlineData("""{"n":"pageview","d":"example.com"}""", "url", "is required: send it as u or url")]
    [InlineData("""{"n":"pageview","u":"nonsense","d":"example.com"}""", "url", "must be a whole address, such as https://example.com/pricing")]
    [InlineData("""{"n":"pageview","u":"data:text/html,x","d":"example.com"}""", "url", "must be the address of a page, not a data: address")]
    [InlineData("""{"u":"https://example.com/","d":"example.com"}""", "event_name", "is required: send it as n or name")]
    [InlineData("""{"n":"pageview","u":"https://example.com/","d":" "}""", "domain", "must name a site, or be left out")]
    public async Task A_fault_names_its_field(string body, string field, string problem)
    {
        HttpResponseMessage response = await PostAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(problem, answer.RootElement.GetProperty("errors").GetProperty(field)[0].GetString());
    }

    [Fact]
    public async Task Every_fault_is_told_at_once()
    {
        using JsonDocument answer = JsonDocument.Parse(await (await PostAsync("""{"n":"","u":"nonsense","d":""}""")).Content.ReadAsStringAsync());

        Assert.Equal(["domain", "event_name", "url"], answer.RootElement.GetProperty("errors").EnumerateObject().Select(p => p.Name).Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"n":"\ud800","u":"https://example.com/","d":"example.com"}""")]
    [InlineData("""{"n":"pageview","u":"https://example.com/","\ud800":1}""")]
    public async Task What_is_no_object_is_refused(string body) => Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(body)).StatusCode);

    [Fact]
    public async Task A_body_over_32_KB_is_refused_before_it_is_read() =>
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(new string(' ', 40_000))).StatusCode);

    [Theory]
    [InlineData("Googlebot/2.1 (+http://www.google.com/bot.html)", "https://example.com/", "example.com", "bot")]
    [InlineData(Some.Chrome, "https://evil.net/", "example.com", "hostname")]
    [InlineData(Some.Chrome, "https://unknown.net/", "unknown.net", "unknown_site")]
    public async Task A_drop_is_202_and_says_why(string userAgent, string url, string domain, string reason)
    {
        HttpResponseMessage response = await _product.SendEventAsync(new { n = "pageview", u = url, d = domain }, userAgent);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(("1", reason), (response.Headers.GetValues("x-plausible-dropped").Single(), response.Headers.GetValues("x-analytics-dropped").Single()));
        Assert.Empty(await RawItemsAsync());
    }

    [Fact]
    public async Task What_was_dropped_can_be_asked_for_by_reason()
    {
        await _product.SendEventAsync(new { n = "pageview", u = "https://example.com/", d = "example.com" }, "Googlebot/2.1");
        await _product.SendEventAsync(new { n = "pageview", u = "https://example.com/", d = "example.com" }, "Googlebot/2.1");
        await _product.SendEventAsync(new { n = "pageview", u = "https://evil.net/", d = "example.com" });

        using JsonDocument answer = JsonDocument.Parse(await _product.Admin.GetStringAsync($"/api/v2/sites/{_site}/drops"));

        Assert.Equal((2, 1), (answer.RootElement.GetProperty("drops").GetProperty("bot").GetInt32(), answer.RootElement.GetProperty("drops").GetProperty("hostname").GetInt32()));
        Assert.Equal(HttpStatusCode.NotFound, (await _product.Admin.GetAsync("/api/v2/sites/none/drops")).StatusCode);
    }

    [Fact]
    public async Task An_event_may_go_to_several_sites()
    {
        await _product.CreateSiteAsync("rollup.net", settings: new { checkHostnames = false });

        await _product.SendEventAsync(new { n = "pageview", u = "https://example.com/", d = "example.com,rollup.net" });

        Assert.Equal(2, (await RawItemsAsync()).Count);
    }

    [Fact]
    public async Task A_retried_beacon_keeps_its_time_and_counts_once()
    {
        var payload = new { n = "pageview", u = "https://example.com/", d = "example.com", id = "beacon-1", a = 90_000 };
        await _product.SendEventAsync(payload);
        await _product.SendEventAsync(payload);

        long time = long.Parse((await RawItemsAsync())[0]["t"].N, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeMilliseconds(time), TimeSpan.FromSeconds(89), TimeSpan.FromSeconds(110));
        JsonElement answer = await _product.QueryAsync(new { site_id = "example.com", metrics = new[] { "pageviews", "visitors" }, date_range = "24h" });
        Assert.Equal("[1,1]", answer.GetProperty("results")[0].GetProperty("metrics").GetRawText());
    }

    [Fact]
    public async Task Who_hangs_up_after_sending_is_heard_all_the_same()
    {
        byte[] body = Encoding.UTF8.GetBytes("""{"n":"pageview","u":"https://example.com/","d":"example.com"}""");
        string head = $"POST /api/event HTTP/1.1\r\nHost: {_product.Address.Authority}\r\nUser-Agent: {Some.Chrome}\r\nContent-Type: text/plain\r\nContent-Length: {body.Length}\r\n\r\n";
        // What the server has not read when the connection is reset is gone: a busy machine gets more time, until it was quick enough.
        for (int patience = 5; patience < 1000 && (await RawItemsAsync()).Count == 0; patience *= 3)
        {
            using (var client = new System.Net.Sockets.TcpClient { LingerState = new(true, 0) }) // closing resets the connection
            {
                await client.ConnectAsync(_product.Address.Host, _product.Address.Port);
                await client.GetStream().WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body]);
                await Task.Delay(patience);
            }

            for (int i = 0; i < 100 && (await RawItemsAsync()).Count == 0; i++)
            {
                await Task.Delay(50);
            }
        }

        Assert.Single(await RawItemsAsync());
    }

    [Fact]
    public async Task An_event_leaves_a_marker_of_the_work_to_come()
    {
        await _product.SendEventAsync(new { n = "pageview", u = "https://example.com/", d = "example.com" });

        var items = (await _product.Dynamo.ScanAsync(new ScanRequest(_product.Tables.Events), default)).Items;
        Dictionary<string, AttributeValue> marker = Assert.Single(items, i => i["pk"].S.StartsWith("ACTIVE#", StringComparison.Ordinal));
        Assert.Contains($"#{_site}#", marker["sk"].S, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_address_nor_user_agent_is_stored_or_logged_anywhere()
    {
        const string Address = "198.51.100.77";
        const string Canary = "CanaryBrowserToken/98765.4321";
        string userAgent = Some.Chrome + " " + Canary;
        await _product.SendEventAsync(new { n = "pageview", u = "https://example.com/", d = "example.com" }, userAgent, Address);
        await _product.SendEventAsync(new { n = "", u = "nonsense" }, userAgent, Address);
        await _product.SendEventAsync(new { n = "pageview", u = "https://evil.net/", d = "example.com" }, userAgent, Address);
        using (var batch = new HttpRequestMessage(HttpMethod.Post, "/v1/ingest/batch")
        {
            Content = new StringContent(JsonSerializer.Serialize(new
            {
                site = "example.com",
                events = new object[] { new { url = "https://example.com/b", visitor = new { ip = Address, userAgent } }, new { url = "bad", visitor = new { ip = Address, userAgent } } },
            })),
        })
        {
            Assert.Equal(HttpStatusCode.OK, (await _product.Admin.SendAsync(batch)).StatusCode);
        }

        await _product.Anonymous.PostAsync("/api/v2/login", new StringContent("""{"email":"x@example.com","password":"wrong"}"""));

        Assert.Equal(2, (await RawItemsAsync()).Count);
        foreach (string table in new[] { _product.Tables.Events, _product.Tables.Salts })
        {
            string stored = string.Join('\n', (await _product.Dynamo.ScanAsync(new ScanRequest(table), default)).Items.SelectMany(i => i).Select(a => a.Key + RequestText.Attribute(a.Value)));
            Assert.DoesNotContain(Address, stored, StringComparison.Ordinal);
            Assert.DoesNotContain("CanaryBrowserToken", stored, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexStringLower(IPAddress.Parse(Address).GetAddressBytes()), stored, StringComparison.Ordinal);
        }

        string log = string.Join('\n', _product.Log);
        Assert.NotEmpty(log);
        Assert.DoesNotContain(Address, log, StringComparison.Ordinal);
        Assert.DoesNotContain("CanaryBrowserToken", log, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> PostAsync(string body) => _product.Anonymous.PostAsync("/api/event", new StringContent(body, Encoding.UTF8, "text/plain"));
}
