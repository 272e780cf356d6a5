using Analytics.Functions.Http;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Analytics.Functions.Tests.Ingest;

public sealed class OneEventTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        await _product.CreateSiteAsync("example.com");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(string route, object body)
    {
        HttpResponseMessage response = await _product.Admin.PostAsJsonAsync("/v1/ingest/" + route, body);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static object Visitor => new { ip = "203.0.113.5", userAgent = Some.Chrome };

    private async Task<string> CountAsync(string dimension, string filter) => (await _product.QueryAsync(new
    {
        site_id = "example.com",
        metrics = new[] { "visitors", "events" },
        date_range = new[] { "2026-01-10", "2026-01-10" },
        dimensions = new[] { dimension },
        filters = new[] { new object[] { "is", dimension, new[] { filter } } },
    })).GetProperty("results").GetRawText();

    [Fact]
    public async Task A_server_reports_one_page_view()
    {
        (HttpStatusCode status, string body) = await SendAsync("pageview", new
        {
            site = "example.com",
            id = "one",
            url = "https://example.com/pricing?utm_source=letter",
            timestamp = "2026-01-10T10:00:00Z",
            visitor = Visitor,
        });

        Assert.Equal((HttpStatusCode.OK, """{"accepted":1,"duplicates":0,"dropped":[],"rejected":[]}"""), (status, body));
        Assert.Equal("""[{"metrics":[1,1],"dimensions":["/pricing"]}]""", await CountAsync("event:page", "/pricing"));
        Assert.Equal("""[{"metrics":[1,1],"dimensions":["letter"]}]""", await CountAsync("visit:utm_source", "letter"));
    }

    [Fact]
    public async Task A_server_reports_one_event_of_its_own()
    {
        object signup = new { site = "example.com", id = "two", name = "Signup", url = "https://example.com/", timestamp = "2026-01-10T10:00:00Z", visitor = new { id = "u-1" }, props = new { plan = "pro" } };

        (HttpStatusCode status, string body) = await SendAsync("event", signup);
        await SendAsync("event", signup);

        Assert.Equal((HttpStatusCode.OK, """{"accepted":1,"duplicates":0,"dropped":[],"rejected":[]}"""), (status, body));
        Assert.Equal("""[{"metrics":[1,1],"dimensions":["pro"]}]""", await CountAsync("event:props:plan", "pro"));
    }

    [Fact]
    public async Task What_does_not_count_is_answered_with_the_reason()
    {
        (HttpStatusCode status, string body) = await SendAsync("pageview", new
        {
            site = "example.com",
            url = "https://example.com/",
            visitor = new { ip = "203.0.113.9", userAgent = "Googlebot/2.1 (+http://www.google.com/bot.html)" },
        });

        Assert.Equal((HttpStatusCode.OK, """{"accepted":0,"duplicates":0,"dropped":[{"index":0,"reason":"bot"}],"rejected":[]}"""), (status, body));
    }

    [Theory]
    [InlineData("pageview", "Signup", "must be pageview, or left out")]
    [InlineData("event", "pageview", "must be the name of an event of your own: not pageview, not engagement")]
    [InlineData("event", "engagement", "must be the name of an event of your own: not pageview, not engagement")]
    [InlineData("event", null, "must be the name of an event of your own: not pageview, not engagement")]
    public async Task Each_route_takes_its_own_names(string route, string? name, string problem)
    {
        (HttpStatusCode status, string body) = await SendAsync(route, new { site = "example.com", name, url = "https://example.com/", visitor = Visitor });

        using JsonDocument json = JsonDocument.Parse(body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(problem, json.RootElement.GetProperty("errors").GetProperty("name")[0].GetString());
    }

    [Fact]
    public async Task Every_fault_is_told_at_once_those_of_the_site_and_those_of_the_event()
    {
        (HttpStatusCode status, string body) = await SendAsync("event", new
        {
            site = "other.net",
            id = "bad id",
            url = "nonsense",
            timestamp = "yesterday",
            visitor = new { ip = "1.2.3", userAgent = new string('x', 5000) },
            consent = "yes",
            asksForPrivacy = 1,
        });

        using JsonDocument json = JsonDocument.Parse(body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            ["asksForPrivacy", "consent", "id", "name", "site", "timestamp", "url", "visitor.ip", "visitor.userAgent"],
            json.RootElement.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_browser_that_asks_for_privacy_is_heeded_where_the_site_heeds_it()
    {
        await _product.CreateSiteAsync("quiet.example", settings: new { privacySignals = "drop" });

        (_, string asks) = await SendAsync("pageview", new { site = "quiet.example", url = "https://quiet.example/", visitor = Visitor, asksForPrivacy = true });
        (_, string agreed) = await SendAsync("pageview", new { site = "quiet.example", url = "https://quiet.example/", visitor = Visitor, asksForPrivacy = true, consent = true });

        Assert.Contains("""[{"index":0,"reason":"privacy_signal"}]""", asks, StringComparison.Ordinal);
        Assert.Contains("\"accepted\":1", agreed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hints_of_the_browser_name_what_its_user_agent_hides()
    {
        await SendAsync("pageview", new
        {
            site = "example.com",
            url = "https://example.com/",
            timestamp = "2026-01-10T10:00:00Z",
            visitor = new { ip = "203.0.113.5", userAgent = Some.Chrome, hints = new { brands = "\"Brave\";v=\"126\", \"Chromium\";v=\"126\"", platform = "\"Windows\"", mobile = false } },
        });

        Assert.Equal("""[{"metrics":[1,1],"dimensions":["Brave"]}]""", await CountAsync("visit:browser", "Brave"));
    }

    [Theory]
    [InlineData("pageview")]
    [InlineData("event")]
    [InlineData("session")]
    [InlineData("batch")]
    [InlineData("logs")]
    public async Task Only_a_key_that_may_ingest_may(string route)
    {
        HttpResponseMessage made = await _product.Admin.PostAsJsonAsync("/api/v2/keys", new { name = "reader", scopes = new[] { "stats" } });
        using JsonDocument key = JsonDocument.Parse(await made.Content.ReadAsStringAsync());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/ingest/" + route) { Content = JsonContent.Create(new { site = "example.com" }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.RootElement.GetProperty("secret").GetString());

        Assert.Equal(HttpStatusCode.Forbidden, (await _product.Anonymous.SendAsync(request)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _product.Anonymous.PostAsync("/v1/ingest/" + route, null)).StatusCode);
    }
}
