using System.Net.Http.Json;
using System.Text.Json;

namespace Analytics.Functions.Tests.Stats;

/// <summary><c>all</c> begins with the first data of a site, which may be older than the site, or than the longest other range.</summary>
public sealed class AllOfTimeTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private readonly ManualClock _clock = new(Some.Noon);
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo, _clock);
        _ = await _product.CreateSiteAsync("example.com", settings: new { dataRetentionDays = 0 });
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Theory]
    [InlineData("2025-12-31T10:00:00Z")]
    [InlineData("1999-12-31T10:00:00Z")]
    public async Task It_holds_what_happened_before_the_site_was_made(string first)
    {
        HttpResponseMessage sent = await _product.Admin.PostAsJsonAsync("/v1/ingest/batch", new
        {
            site = "example.com",
            events = new[] { first, "2026-03-10T10:00:00Z" }.Select(at => new { timestamp = at, url = "https://example.com/", visitor = new { id = at } }),
        });
        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync());

        JsonElement days = await _product.QueryAsync(new { site_id = "example.com", metrics = new[] { "pageviews" }, date_range = "all", dimensions = new[] { "time:day" } });

        Assert.Equal([$"{first[..10]} 1", "2026-03-10 1"], days.GetProperty("results").EnumerateArray().Select(r => $"{r.GetProperty("dimensions")[0]} {r.GetProperty("metrics")[0]}"));
    }

    [Theory]
    [InlineData("funnel", """{"date_range":"all","steps":[{"page":"/"},{"page":"/b"}]}""")]
    [InlineData("retention", """{"date_range":"all","period":"week"}""")]
    [InlineData("journeys", """{"date_range":"all"}""")]
    public async Task Every_report_takes_it(string report, string question)
    {
        _ = await _product.Admin.PostAsJsonAsync("/v1/ingest/batch", new
        {
            site = "example.com",
            events = new[] { "/", "/b" }.Select((path, i) => new { timestamp = $"2025-12-31T10:0{i}:00Z", url = $"https://example.com{path}", visitor = new { id = "a" } }),
        });

        HttpResponseMessage answer = await _product.Admin.PostAsync(
            $"/api/v2/sites/example.com/{report}", new StringContent(question, System.Text.Encoding.UTF8, "application/json"));

        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        Assert.Contains("2025-12-", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"date_range":"all"}""", true)]
    [InlineData("""{"date_range":"\u0061ll"}""", true)]
    [InlineData("""{"queries":[{"date_range":"7d"},{"date_range":"all"}]}""", true)]
    [InlineData("""{"date_range":"7d","filters":[["is","event:page",["all"]]]}""", false)]
    [InlineData("""{"queries":[{"date_range":"7d","metrics":["all"]}],"site_id":"all"}""", false)]
    [InlineData("""{"date_range":["all"]}""", false)]
    [InlineData("""{"queries":"all"}""", false)]
    [InlineData("[]", false)]
    public void Only_a_range_asks_for_it(string question, bool isAsked)
    {
        using JsonDocument json = JsonDocument.Parse(question);
        Assert.Equal(isAsked, Functions.Stats.AllOfTime.IsAskedBy(json.RootElement));
    }

    [Theory]
    [InlineData("GET", "drops?from=0001-01-01&to=0001-01-02", "from")]
    [InlineData("GET", "drops?to=9999-12-31", "to")]
    [InlineData("GET", "export?from=9999-12-30&to=9999-12-31", "to")]
    [InlineData("GET", "maintenance?from=0001-01-01&to=0001-01-02", "from")]
    [InlineData("POST", "maintenance/seal", "day")]
    [InlineData("POST", "maintenance/audit", "day")]
    [InlineData("POST", "erasures", "day")]
    public async Task A_day_at_the_end_of_the_calendar_is_refused_by_name(string method, string path, string field)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v2/sites/example.com/{path}");
        if (method == "POST")
        {
            request.Content = new StringContent(path == "erasures" ? """{"visitorId":"a","day":"9999-12-31"}""" : """{"day":"0001-01-01"}""", System.Text.Encoding.UTF8, "application/json");
        }

        HttpResponseMessage answer = await _product.Admin.SendAsync(request);

        string text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == 400 && text.Contains($"\"{field}\":[\"must be a date as yyyy-MM-dd", StringComparison.Ordinal), $"{(int)answer.StatusCode} {text}");
    }
}
