using Analytics.Tool.Tests.Server;
using System.Globalization;
using System.Text.Json;

namespace Analytics.Tool.Tests.Imports;

public sealed class ImportCommandTests(LocalDynamo dynamo) : IDisposable
{
    private const string Agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    private const string Took = """{"lines":2000,"accepted":2000,"skipped":0,"dropped":{},"faultCount":0,"faults":[]}""";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_log_is_counted_once_however_often_it_is_imported_and_what_is_refused_is_explained()
    {
        await using RunningProduct product = await RunningProduct.StartAsync(dynamo);
        _ = await product.CreateSiteAsync("example.com", settings: new { dataRetentionDays = 730 });
        string file = _folder.At("access.log");
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await File.WriteAllLinesAsync(file,
        [
            Line(now.AddDays(-3), "/"), Line(now.AddDays(-3), "/"), Line(now.AddDays(-3), "/style.css"), Line(now.AddDays(-3).AddMinutes(1), "/about"),
            Line(now.AddYears(-3), "/long-ago"), "this is no line of a log",
        ]);

        for (int i = 0; i < 2; i++)
        {
            ToolRun run = await ToolRun.OfAsync(product, "import", "--site", "example.com", "--format", "combined", file);
            Assert.Equal(1, run.Code); // a line was not understood
            Assert.Matches("(?m)^accepted +3$", run.Output);
            Assert.Matches("(?m)^skipped +1  lines that are no page view", run.Output);
            Assert.Matches("(?m)^  asset +1  images, scripts and the like$", run.Output);
            Assert.Matches("(?m)^visitors +1  each counted once a day$", run.Output);
            Assert.Matches("(?m)^dropped: day_closed +1  their days take no events any more: older than the site's dataRetentionDays", run.Output);
            Assert.Contains($"{file}:6: is not of the combined format", run.Output, StringComparison.Ordinal);
        }

        JsonElement counted = await product.QueryAsync(new { site_id = "example.com", metrics = new[] { "pageviews", "visitors" }, date_range = "7d" });
        Assert.Equal("[3,1]", counted.GetProperty("results")[0].GetProperty("metrics").GetRawText());
    }

    [Fact]
    public async Task An_import_that_was_interrupted_goes_on_after_what_arrived()
    {
        string file = _folder.At("march.ndjson");
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, 2_003).Select(i => $$"""{"id":"e{{i.ToString(CultureInfo.InvariantCulture)}}","time":"2026-03-10T12:00:00.000Z","name":"pageview"}"""));
        await using ScriptedServer server = await ScriptedServer.StartAsync((200, Took), (400, """{"title":"Enough"}"""), (200, Took));

        Assert.Equal(1, (await ToolRun.OfAsync(server.Address, "import", "--site", "s", file)).Code);
        Assert.True(File.Exists(file + ".import"));
        ToolRun again = (await ToolRun.OfAsync(server.Address, "import", "--site", "s", file)).Succeeded();

        Assert.Contains("going on after line 2000", again.Errors, StringComparison.Ordinal);
        Assert.Equal(3, server.Heard.Count);
        Assert.StartsWith("{\"id\":\"e0\"", server.Heard[0], StringComparison.Ordinal);
        Assert.StartsWith("{\"id\":\"e2000\"", server.Heard[2], StringComparison.Ordinal);
        Assert.False(File.Exists(file + ".import"));
    }

    [Fact]
    public async Task A_line_that_is_no_event_is_told_by_its_place_and_the_others_count()
    {
        await using RunningProduct product = await RunningProduct.StartAsync(dynamo);
        _ = await product.CreateSiteAsync("example.com");
        string file = _folder.At("spoilt.ndjson"), day = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(file,
        [
            $$"""{"id":"a","time":"{{day}}T00:00:00.000Z","name":"pageview","path":"/"}""",
            $$"""{"id":"b b","time":"{{day}}T00:00:00.000Z","name":"pageview"}""",
            """{"id":"c","time":"2999-01-01T00:00:00.000Z","name":"pageview"}""",
            "[1]",
        ]);

        ToolRun run = await ToolRun.OfAsync(product, "import", "--site", "example.com", file);

        Assert.Equal(1, run.Code);
        Assert.Matches("(?m)^accepted +1$", run.Output);
        Assert.Contains($"{file}:2: id must be", run.Output, StringComparison.Ordinal);
        Assert.Contains($"{file}:3: time must be", run.Output, StringComparison.Ordinal);
        Assert.Contains($"{file}:4: is not a JSON object", run.Output, StringComparison.Ordinal);
    }

    private static string Line(DateTimeOffset time, string path) => string.Create(
        CultureInfo.InvariantCulture, $"203.0.113.7 - - [{time.UtcDateTime:dd/MMM/yyyy:HH:mm:ss} +0000] \"GET {path} HTTP/1.1\" 200 12 \"-\" \"{Agent}\"");
}
