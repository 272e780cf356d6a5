using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Analytics.Functions.Tests.Ingest;

public sealed class ImportTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private readonly ManualClock _clock = new(Some.Noon);
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo, _clock);
        _ = await _product.CreateSiteAsync("example.com");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task A_line_made_by_hand_counts_and_a_copy_of_it_or_an_empty_line_does_not()
    {
        JsonElement answer = await ImportAsync("""{"id":"a","time":"2026-03-10T09:00:00Z","visitor":"ann","path":"/x"}""", "", """{"id":"a","time":"2026-03-10T09:00:00Z"}""");

        Assert.Equal((3, 1, 2), (answer.GetProperty("lines").GetInt32(), answer.GetProperty("accepted").GetInt32(), answer.GetProperty("skipped").GetInt32()));
        Assert.Equal("[1,1]", (await CountedAsync()).GetRawText());
    }

    [Fact]
    public async Task What_a_visitor_did_in_one_millisecond_keeps_its_order_of_receipt()
    {
        string[] lines =
        [
            """{"id":"z","time":"2026-03-10T09:00:00Z","receivedAt":"2026-03-10T09:00:01Z","visitor":"ann","path":"/first"}""",
            """{"id":"a","time":"2026-03-10T09:00:00Z","receivedAt":"2026-03-10T09:00:02Z","visitor":"ann","path":"/second"}""",
        ];
        _ = await ImportAsync(lines);

        JsonElement entry = await _product.QueryAsync(new
        {
            site_id = "example.com",
            metrics = new[] { "visits" },
            date_range = new[] { "2026-03-10", "2026-03-10" },
            dimensions = new[] { "visit:entry_page" },
        });
        Assert.Equal("/first", entry.GetProperty("results")[0].GetProperty("dimensions")[0].GetString());
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task A_user_id_is_kept_only_where_the_site_identifies_people(bool identification, int people)
    {
        _ = (await _product.Admin.PutAsJsonAsync("/api/v2/sites/example.com", new { settings = new { identification } })).EnsureSuccessStatusCode();
        _ = await ImportAsync("""{"id":"a","time":"2026-03-10T09:00:00Z","visitor":"ann","userId":"customer-7"}""");

        HttpResponseMessage retention = await _product.Admin.PostAsJsonAsync("/api/v2/sites/example.com/retention", new { date_range = new[] { "2026-03-09", "2026-03-10" }, period = "day" });
        Assert.Equal(people, (await retention.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("people").GetInt32());
    }

    [Fact]
    public async Task A_site_that_takes_no_events_takes_none_of_these_either()
    {
        _ = (await _product.Admin.PutAsJsonAsync("/api/v2/sites/example.com", new { isActive = false })).EnsureSuccessStatusCode();

        JsonElement answer = await ImportAsync("""{"id":"a","time":"2026-03-10T09:00:00Z"}""");

        Assert.Equal(1, answer.GetProperty("dropped").GetProperty("site_inactive").GetInt32());
    }

    [Theory]
    [InlineData("""{"time":"2026-03-10T09:00:00Z"}""", "id ")]
    [InlineData("""{"id":"a"}""", "time ")]
    [InlineData("""{"id":"a","time":"1970-01-01T00:00:00Z"}""", "time ")]
    [InlineData("""{"id":"a","time":"2026-03-10T09:00:00Z","device":"Toaster"}""", "device ")]
    [InlineData("""{"id":"a","time":"2026-03-10T09:00:00Z","device":"Desktop,Mobile"}""", "device ")]
    [InlineData("""{"id":"a","time":"2026-03-10T09:00:00Z","device":"3"}""", "device ")]
    [InlineData("""{"id":"a","time":"2026-03-10T09:00:00Z","scroll":101}""", "scroll ")]
    [InlineData("""{"id":"a","time":"2026-03-10T09:00:00Z","currency":"EUR"}""", "currency ")]
    [InlineData("""{"id":"a","id":"b","time":"2026-03-10T09:00:00Z"}""", "is not a JSON object")]
    [InlineData("""{"id":"a\ud800","time":"2026-03-10T09:00:00Z"}""", "is not a JSON object")]
    public async Task What_is_wrong_with_a_line_is_told_by_its_place_and_member(string line, string problem)
    {
        JsonElement fault = (await ImportAsync(line)).GetProperty("faults")[0];

        Assert.Equal(1, fault.GetProperty("line").GetInt32());
        Assert.StartsWith(problem, fault.GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_a_fault_of_its_member() => Assert.StartsWith(
        "title must be at most",
        (await ImportAsync($$"""{"id":"a","time":"2026-03-10T09:00:00Z","title":"{{new string('x', 2_001)}}"}""")).GetProperty("faults")[0].GetProperty("problem").GetString(),
        StringComparison.Ordinal);

    [Fact]
    public async Task Too_many_lines_and_another_site_are_refused()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("example.com", string.Concat(Enumerable.Repeat("\n", 10_001)))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("other.net", "")).StatusCode);
    }

    private Task<HttpResponseMessage> PostAsync(string site, string body) => _product.Admin.PostAsync("/v1/ingest/import?site=" + site, new StringContent(body));

    private async Task<JsonElement> ImportAsync(params string[] lines)
    {
        HttpResponseMessage response = await PostAsync("example.com", string.Join('\n', lines));
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement;
    }

    private async Task<JsonElement> CountedAsync() => (await _product.QueryAsync(new
    {
        site_id = "example.com",
        metrics = new[] { "pageviews", "visitors" },
        date_range = new[] { "2026-03-10", "2026-03-10" },
    })).GetProperty("results")[0].GetProperty("metrics");
}
