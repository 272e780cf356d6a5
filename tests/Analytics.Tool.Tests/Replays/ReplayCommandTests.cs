using System.Globalization;
using System.Text.Json;

namespace Analytics.Tool.Tests.Replays;

public sealed class ReplayCommandTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    private readonly TemporaryFolder _folder = new();
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        _ = await _product.CreateSiteAsync("example.com");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return _product.DisposeAsync();
    }

    [Fact]
    public async Task A_log_of_last_year_happens_again_now_at_its_pace()
    {
        string file = _folder.At("access.log");
        await File.WriteAllLinesAsync(file, [Line("10:00:00", "/"), Line("10:00:01", "/style.css"), Line("10:01:40", "/pricing")]);
        long started = TimeProvider.System.GetTimestamp();

        ToolRun run = (await ToolRun.OfAsync(_product, "replay", "--site", "example.com", "--log", file, "--speed", "100", "--json")).Succeeded();

        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromSeconds(0.9), "a hundred seconds a hundred times as fast take one");
        Assert.Equal((2, 2), (run.Json.GetProperty("sent").GetInt32(), run.Json.GetProperty("accepted").GetInt32()));
        Assert.Contains("Writing what access.log tells into example.com", run.Errors, StringComparison.Ordinal);
        Assert.Equal("[2,1]", await Counted());
    }

    [Fact]
    public async Task An_export_happens_again_as_often_as_it_is_replayed()
    {
        string file = _folder.At("events.ndjson");
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, 3).Select(i =>
            $$"""{"id":"e{{i.ToString(CultureInfo.InvariantCulture)}}","time":"2025-03-10T12:00:00.00{{i.ToString(CultureInfo.InvariantCulture)}}Z","receivedAt":"2025-03-10T12:00:01.000Z","name":"pageview","visitor":"ann","path":"/"}"""));

        _ = (await ToolRun.OfAsync(_product, "replay", "--site", "example.com", "--log", file)).Succeeded();
        Assert.Equal("[3,1]", await Counted());
        _ = (await ToolRun.OfAsync(_product, "replay", "--site", "example.com", "--log", file)).Succeeded();
        Assert.Equal("[6,1]", await Counted());
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 2)]
    public async Task Page_views_without_an_agent_count_in_a_replay_as_in_an_import(bool withoutAgent, int counted)
    {
        string file = _folder.At("bare.log");
        await File.WriteAllLinesAsync(file, [Line("10:00:00", "/").Replace(Agent, "-", StringComparison.Ordinal), Line("10:00:00", "/a").Replace(Agent, "-", StringComparison.Ordinal)]);
        string[] more = withoutAgent ? ["--without-agent"] : [];

        ToolRun replay = (await ToolRun.OfAsync(_product, ["replay", "--site", "example.com", "--log", file, "--json", .. more])).Succeeded();
        ToolRun import = await ToolRun.OfAsync(_product, ["import", "--site", "example.com", "--dry-run", "--json", file, .. more]);

        Assert.Equal(counted, replay.Json.GetProperty("accepted").GetInt32());
        Assert.Equal(counted, import.Json.GetProperty("accepted").GetInt32());
    }

    [Fact]
    public async Task Lines_that_an_import_could_not_read_are_not_replayed()
    {
        string file = _folder.At("long.log");
        await File.WriteAllLinesAsync(file, [Line("10:00:00", "/"), Line("10:00:00", "/" + new string('a', 70_000)), Line("10:00:00", "/" + new string('a', 20_000)), Line("10:00:00", "/" + new string('b', 3_000)), "torn", ""]);

        ToolRun run = (await ToolRun.OfAsync(_product, "replay", "--site", "example.com", "--log", file, "--json")).Succeeded();

        Assert.Equal((1, 1, 4), (run.Json.GetProperty("sent").GetInt32(), run.Json.GetProperty("accepted").GetInt32(), run.Json.GetProperty("unreadable").GetInt32()));
    }

    private static string Line(string time, string path) => $"203.0.113.7 - - [10/Mar/2025:{time} +0000] \"GET {path} HTTP/1.1\" 200 12 \"-\" \"{Agent}\"";

    private async Task<string> Counted()
    {
        JsonElement answer = await _product.QueryAsync(new { site_id = "example.com", metrics = new[] { "pageviews", "visitors" }, date_range = "24h" });
        return answer.GetProperty("results")[0].GetProperty("metrics").GetRawText();
    }
}
