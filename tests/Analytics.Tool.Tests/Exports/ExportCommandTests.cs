using System.Net;
using System.Text.Json;

namespace Analytics.Tool.Tests.Exports;

/// <summary>What is exported can be imported, here or elsewhere, whatever has become of its days.</summary>
public sealed class ExportCommandTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Day = "2026-03-10";
    private readonly ManualClock _clock = new(Some.Noon);
    private readonly TemporaryFolder _folder = new();
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo, _clock);
        _ = await _product.CreateSiteAsync("example.com");
        _ = await _product.CreateSiteAsync("copy.example.com", settings: new { dataRetentionDays = 0 });
        await Send(new { n = "pageview", u = "https://example.com/a?utm_source=letter", d = "example.com", r = "https://www.google.com/", id = "e1" }, "203.0.113.5");
        await Send(new { n = "pageview", u = "https://example.com/b", d = "example.com", id = "e2" }, "203.0.113.5");
        await Send(new { n = "Signup", u = "https://example.com/b", d = "example.com", id = "e3", ti = "=SUM(A1)", p = new { plan = "pro" } }, "203.0.113.6");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return _product.DisposeAsync();
    }

    [Fact]
    public async Task An_open_day_goes_into_another_site_and_answers_the_same_however_often_it_is_imported()
    {
        string file = _folder.At("march.ndjson.gz");
        Assert.Contains("3 events", (await Run("export", "--site", "example.com", "--day", Day, "--output", file)).Succeeded().Errors, StringComparison.Ordinal);
        for (int i = 0; i < 2; i++)
        {
            ToolRun import = (await Run("import", "--site", "copy.example.com", file, "--json")).Succeeded();
            Assert.Equal((3, 0), (import.Json.GetProperty("accepted").GetInt32(), import.Json.GetProperty("faultCount").GetInt32()));
            Assert.Equal(await AnswerOf("example.com"), await AnswerOf("copy.example.com"));
        }

        Assert.False(File.Exists(file + ".import"));
    }

    [Fact]
    public async Task A_day_that_is_closed_for_good_is_exported_from_what_was_kept_of_it()
    {
        string before = await AnswerOf("example.com");
        _clock.Advance(TimeSpan.FromHours(13));
        _ = (await Run("rebuild", "--site", "example.com", "--day", Day)).Succeeded();
        _clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal("closed", (await Run("audit", "--site", "example.com", "--day", Day, "--json")).Succeeded().Json.GetProperty("days")[0].GetProperty("state").GetString());
        Assert.Equal(before, await AnswerOf("example.com"));

        string file = _folder.At("closed.ndjson");
        _ = (await Run("export", "--site", "example.com", "--from", "2026-03-01", "--to", "2026-04-30", "--output", file)).Succeeded();
        Assert.Equal(3, File.ReadLines(file).Count());
        Assert.DoesNotContain(File.ReadLines(file), line => line.Contains("\"e1\"", StringComparison.Ordinal));
        for (int i = 0; i < 2; i++)
        {
            _ = (await Run("import", "--site", "copy.example.com", file)).Succeeded();
            Assert.Equal(before, await AnswerOf("copy.example.com"));
        }
    }

    [Fact]
    public async Task A_line_says_all_that_is_known_of_the_event_and_nothing_of_who_sent_it()
    {
        ToolRun export = (await Run("export", "--site", "example.com", "--day", Day)).Succeeded();
        JsonElement[] events = [.. export.Lines.Select(line => JsonDocument.Parse(line).RootElement)];

        Assert.Equal(["e1", "e2", "e3"], events.Select(e => e.GetProperty("id").GetString()).Order());
        JsonElement first = Array.Find(events, e => e.GetProperty("id").GetString() == "e1");
        Assert.Equal(("letter", "/a", "Chrome"), (first.GetProperty("utmSource").GetString(), first.GetProperty("path").GetString(), first.GetProperty("browser").GetString()));
        Assert.Equal(2, events.Select(e => e.GetProperty("visitor").GetString()).Distinct().Count());
        Assert.DoesNotContain("203.0.113", export.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Mozilla", export.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_for_spreadsheets_runs_no_formula()
    {
        string[] rows = (await Run("export", "--site", "example.com", "--day", Day, "--format", "csv")).Succeeded().Lines;

        Assert.StartsWith("id,time,receivedAt,name,visitor,", rows[0], StringComparison.Ordinal);
        Assert.Equal(4, rows.Length);
        string row = Assert.Single(rows, row => row.StartsWith("e3,", StringComparison.Ordinal));
        Assert.Contains(",'=SUM(A1),", row, StringComparison.Ordinal);
        Assert.Contains(",\"{\"\"plan\"\":", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_comes_in_parts_that_go_on_from_each_other()
    {
        List<string> ids = [];
        string cursor = "";
        do
        {
            using HttpResponseMessage part = await _product.Admin.GetAsync($"/api/v2/sites/example.com/export?from={Day}&to={Day}&limit=1{cursor}");
            string line = Assert.Single((await part.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
            ids.Add(JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!);
            cursor = part.Headers.TryGetValues("x-analytics-next", out IEnumerable<string>? next) ? "&cursor=" + next.Single() : "";
        }
        while (cursor.Length > 0);

        Assert.Equal(["e1", "e2", "e3"], ids.Order());
    }

    [Theory]
    [InlineData("from=x", "from")]
    [InlineData("from=2026-03-10&to=2026-03-09", "from")]
    [InlineData("from=2024-03-10&to=2026-03-09", "from")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=10001", "limit")]
    [InlineData("cursor=x", "cursor")]
    [InlineData("cursor=2026-03-10_b_0123-000_0&from=2026-03-10&to=2026-03-10", "cursor")]
    public async Task What_cannot_be_read_is_told_by_its_field(string query, string field)
    {
        using HttpResponseMessage response = await _product.Admin.GetAsync("/api/v2/sites/example.com/export?" + query);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([field], JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    private Task<ToolRun> Run(params string[] args) => ToolRun.OfAsync(_product, args);

    private async Task Send(object payload, string address) =>
        Assert.Equal(HttpStatusCode.Accepted, (await _product.SendEventAsync(payload, Some.Chrome, address)).StatusCode);

    private async Task<string> AnswerOf(string site) => (await _product.QueryAsync(new
    {
        site_id = site,
        metrics = new[] { "visitors", "visits", "pageviews", "events" },
        date_range = new[] { Day, Day },
        dimensions = new[] { "event:page", "visit:source" },
    })).GetProperty("results").GetRawText();
}
