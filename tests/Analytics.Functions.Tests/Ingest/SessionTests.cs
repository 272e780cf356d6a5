using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Analytics.Functions.Tests.Ingest;

public sealed class SessionTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        await _product.CreateSiteAsync("example.com");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private async Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(object body)
    {
        HttpResponseMessage response = await _product.Admin.PostAsJsonAsync("/v1/ingest/session", body);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    private async Task<string> ResultsAsync(string[] metrics, params string[] dimensions) => (await _product.QueryAsync(new
    {
        site_id = "example.com",
        metrics,
        date_range = new[] { "2026-01-10", "2026-01-10" },
        dimensions,
    })).GetProperty("results").GetRawText();

    [Fact]
    public async Task A_session_is_one_visitors_visit_in_the_order_of_its_events()
    {
        (HttpStatusCode status, JsonElement answer) = await SendAsync(new
        {
            site = "example.com",
            visitor = new { id = "customer-7" },
            country = "EE",
            events = new object[]
            {
                new { url = "https://example.com/", timestamp = "2026-01-10T10:00:00Z", referrer = "https://www.google.com/" },
                new { url = "https://example.com/cart", timestamp = "2026-01-10T10:00:00Z" },
                new { url = "https://example.com/paid", timestamp = "2026-01-10T10:04:00Z" },
                new { url = "https://example.com/paid", timestamp = "2026-01-10T10:04:00Z", name = "Purchase" },
            },
        });

        Assert.Equal((HttpStatusCode.OK, """{"accepted":4,"duplicates":0,"dropped":[],"rejected":[]}"""), (status, answer.GetRawText()));
        Assert.Equal("""[{"metrics":[1,1,3,240],"dimensions":[]}]""", await ResultsAsync(["visitors", "visits", "pageviews", "visit_duration"]));
        Assert.Equal("""[{"metrics":[1],"dimensions":["/","/paid","Google","EE"]}]""", await ResultsAsync(["visits"], "visit:entry_page", "visit:exit_page", "visit:source", "visit:country"));
    }

    [Fact]
    public async Task An_events_time_may_be_left_out_and_never_runs_backwards()
    {
        (_, JsonElement answer) = await SendAsync(new
        {
            site = "example.com",
            visitor = new { id = "customer-7" },
            events = new object[]
            {
                new { url = "https://example.com/a", timestamp = "2026-01-10T10:00:00Z" },
                new { url = "https://example.com/b", timestamp = "2026-01-10T09:59:59Z" },
                new { url = "https://example.com/c" },
                new { url = "https://example.com/d" },
            },
        });

        Assert.Equal(3, answer.GetProperty("accepted").GetInt32());
        Assert.Equal("""[{"index":1,"errors":{"timestamp":["must not be before that of the event before it"]}}]""", answer.GetProperty("rejected").GetRawText());
        Assert.Equal("""[{"metrics":[1],"dimensions":["/a"]}]""", await ResultsAsync(["visits"], "visit:exit_page"));
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(null, 0)]
    public async Task Consent_is_given_for_every_event(bool? consent, int accepted)
    {
        await _product.CreateSiteAsync("shop.example", settings: new { consent = "nothing" });

        (_, JsonElement answer) = await SendAsync(new
        {
            site = "shop.example",
            visitor = new { id = "customer-7" },
            consent,
            events = new[] { new { url = "https://shop.example/" }, new { url = "https://shop.example/x" } },
        });

        Assert.Equal(accepted, answer.GetProperty("accepted").GetInt32());
        Assert.Equal(2 - accepted, answer.GetProperty("dropped").GetArrayLength());
    }

    [Fact]
    public async Task Who_it_was_is_said_once_for_all_events()
    {
        (_, JsonElement answer) = await SendAsync(new
        {
            site = "example.com",
            visitor = new { id = "customer-7" },
            events = new object[] { new { url = "https://example.com/", visitor = new { id = "another" }, userId = "u" }, 7 },
        });

        Assert.Equal(
            """[{"index":0,"errors":{"visitor":["belongs to the session, not to one of its events"],"userId":["belongs to the session, not to one of its events"]}},{"index":1,"errors":{"event":["must be a JSON object"]}}]""",
            answer.GetProperty("rejected").GetRawText());
    }

    [Theory]
    [InlineData("""{"site":"example.com","visitor":{"id":"a"},"events":[1,2],"made_up":1}""", "made_up")]
    [InlineData("""{"site":"example.com","visitor":{"id":"a"},"events":5}""", "events")]
    [InlineData("""{"site":"example.com","events":[{"url":"https://example.com/"}]}""", "visitor")]
    [InlineData("""{"site":"example.com","visitor":{"userAgent":"Mozilla/5.0"},"events":[{"url":"https://example.com/"}]}""", "visitor")]
    [InlineData("""{"site":"example.com","visitor":"me","events":[{"url":"https://example.com/"}]}""", "visitor")]
    [InlineData("""{"visitor":{"ip":"::%1"},"userId":"","events":{}}""", "events site userId visitor.ip")]
    public async Task A_session_of_nobody_or_with_unknown_fields_is_refused_whole(string body, string fields)
    {
        HttpResponseMessage response = await _product.Admin.PostAsync("/v1/ingest/session", new StringContent(body));

        using JsonDocument problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(fields, string.Join(' ', problem.RootElement.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("""{"site":"example.com","visitor":{"id":"a"}}""")]
    [InlineData("""{"site":"example.com","visitor":{"id":"a"},"events":[]}""")]
    public async Task A_session_that_only_begins_is_answered(string body)
    {
        HttpResponseMessage response = await _product.Admin.PostAsync("/v1/ingest/session", new StringContent(body));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"accepted":0,"duplicates":0,"dropped":[],"rejected":[]}""", await response.Content.ReadAsStringAsync());
    }
}
