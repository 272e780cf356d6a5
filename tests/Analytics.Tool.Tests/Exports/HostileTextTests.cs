using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;

namespace Analytics.Tool.Tests.Exports;

/// <summary>Whatever visitors write comes out as it went in: in lines, in a table, and after an import.</summary>
public sealed class HostileTextTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Day = "2026-03-10";

    private static readonly Dictionary<string, string> Hostile = new()
    {
        ["lines"] = "first\nsecond\r\nthird\rfourth",
        ["quotes"] = "\"a\", 'b', \"\"c\"\" \\",
        ["tabs"] = "a\tb",
        ["nul"] = "a\0b\u0007\u001b[31m",
        ["unicode"] = "naïve 日本語 😀 \u2028 \u202e \ufeff end",
        ["formula"] = "=HYPERLINK(\"http://evil.example\")",
        ["markup"] = "</script><b>&amp;",
        ["key, with \"quotes\""] = "-1",
    };

    private readonly ManualClock _clock = new(Some.Noon);
    private readonly TemporaryFolder _folder = new();
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo, _clock);
        _ = await _product.CreateSiteAsync("example.com", settings: new { dataRetentionDays = 0 });
        _ = await _product.CreateSiteAsync("copy.example.com", settings: new { dataRetentionDays = 0 });
        using HttpResponseMessage sent = await _product.SendEventAsync(
            new { n = "Note", u = "https://example.com/", d = "example.com", id = "public", p = Hostile, ti = "=1+1, \"title\"", revenue = new { amount = "-1.5", currency = "EUR" } }, Some.Chrome, "203.0.113.5");
        Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        using HttpResponseMessage batch = await _product.Admin.PostAsJsonAsync("/v1/ingest/batch", new
        {
            site = "example.com",
            events = new[] { new { id = "batch", name = "Note", url = "https://example.com/-x", visitor = new { ip = "203.0.113.6", userAgent = Some.Chrome }, props = Hostile } },
        });
        Assert.True(batch.IsSuccessStatusCode, await batch.Content.ReadAsStringAsync());
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return _product.DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    [InlineData(24 * 40)]
    public async Task Properties_come_out_as_they_went_in_from_open_sealed_and_closed_days_and_after_an_import(int hours)
    {
        _clock.Advance(TimeSpan.FromHours(Math.Min(hours, 13)));
        if (hours > 0)
        {
            _ = (await Run("rebuild", "--site", "example.com", "--day", Day)).Succeeded();
            _clock.Advance(TimeSpan.FromHours(hours - 13));
        }

        string lines = _folder.At("lines.ndjson"), copied = _folder.At("copied.ndjson"), table = _folder.At("table.csv");
        _ = (await Run("export", "--site", "example.com", "--day", Day, "-o", lines)).Succeeded();
        _ = (await Run("export", "--site", "example.com", "--day", Day, "-o", table)).Succeeded();
        ToolRun import = (await Run("import", "--site", "copy.example.com", lines, "--json")).Succeeded();
        _ = (await Run("export", "--site", "copy.example.com", "--day", Day, "-o", copied)).Succeeded();

        Assert.Equal(2, import.Json.GetProperty("accepted").GetInt32());
        foreach (string file in new[] { lines, copied })
        {
            JsonElement[] events = [.. File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement)];
            Assert.Equal(2, events.Length);
            Assert.All(events, e => Assert.Equal(Hostile.OrderBy(p => p.Key, StringComparer.Ordinal), PropsOf(e.GetProperty("props"))));
        }

        IDictionary<string, string>[] rows = Rows(await File.ReadAllBytesAsync(table));
        Assert.Equal(2, rows.Length);
        Assert.All(rows, row => Assert.Equal(Hostile.OrderBy(p => p.Key, StringComparer.Ordinal), PropsOf(JsonDocument.Parse(row["props"]).RootElement)));
        IDictionary<string, string> sent = rows.Single(row => row["title"].Length > 0);
        Assert.Equal(("'=1+1, \"title\"", "-1.5", "EUR"), (sent["title"], sent["amount"], sent["currency"]));
    }

    [Fact]
    public async Task The_route_gives_the_table_in_parts_that_make_one()
    {
        using var bytes = new MemoryStream();
        string cursor = "";
        int parts = 0;
        do
        {
            using HttpResponseMessage part = await _product.Admin.GetAsync($"/api/v2/sites/example.com/export?from={Day}&to={Day}&format=csv&bom=true&limit=1{cursor}");
            Assert.Equal("text/csv; charset=utf-8; header=present", part.Content.Headers.ContentType!.ToString());
            Assert.Equal("1", part.Headers.GetValues("x-analytics-events").Single());
            await part.Content.CopyToAsync(bytes);
            cursor = part.Headers.TryGetValues("x-analytics-next", out IEnumerable<string>? next) ? "&cursor=" + next.Single() : "";
            parts++;
        }
        while (cursor.Length > 0);

        string file = _folder.At("table.csv");
        _ = (await Run("export", "--site", "example.com", "--day", Day, "-o", file, "--bom")).Succeeded();
        Assert.Equal(2, parts);
        Assert.Equal(await File.ReadAllBytesAsync(file), bytes.ToArray());
        Assert.Equal(["batch", "public"], Rows(bytes.ToArray()).Select(row => row["id"]).Order());
    }

    [Theory]
    [InlineData("format=csv&bom=yes", "bom", "must be true or false")]
    [InlineData("bom=true", "bom", "only a table has a byte order mark")]
    public async Task A_form_that_cannot_be_given_is_refused(string query, string field, string problem)
    {
        using HttpResponseMessage response = await _product.Admin.GetAsync("/api/v2/sites/example.com/export?" + query);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(problem, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_table_is_no_import_and_said_to_be_none(bool mark)
    {
        string table = _folder.At("table.csv");
        _ = (await Run(["export", "--site", "example.com", "--day", Day, "-o", table, .. mark ? new[] { "--bom" } : []])).Succeeded();

        using HttpResponseMessage posted = await _product.Admin.PostAsync("/v1/ingest/import?site=copy.example.com", new ByteArrayContent(await File.ReadAllBytesAsync(table)));
        ToolRun run = await Run("import", "--site", "copy.example.com", table), told = await Run("import", "--site", "copy.example.com", table, "--format", "export");

        Assert.Equal(HttpStatusCode.BadRequest, posted.StatusCode);
        Assert.Contains("take it as ndjson", await posted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((1, 1), (run.Code, told.Code));
        Assert.Contains("take it as ndjson", run.Errors, StringComparison.Ordinal);
        Assert.Contains("take it as ndjson", told.Errors, StringComparison.Ordinal);
    }

    private static IEnumerable<KeyValuePair<string, string>> PropsOf(JsonElement props) =>
        props.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.GetString()!)).OrderBy(p => p.Key, StringComparer.Ordinal);

    // Read by somebody else's parser.
    private static IDictionary<string, string>[] Rows(byte[] table)
    {
        using var reader = new CsvReader(new StreamReader(new MemoryStream(table), Encoding.UTF8), new CsvConfiguration(CultureInfo.InvariantCulture));
        return [.. reader.GetRecords<dynamic>().Select(row => (IDictionary<string, object>)row).Select(row => row.ToDictionary(cell => cell.Key, cell => (string)cell.Value))];
    }

    private Task<ToolRun> Run(params string[] args) => ToolRun.OfAsync(_product, args);
}
