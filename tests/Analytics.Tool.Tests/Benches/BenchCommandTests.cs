using System.Text.Json;

namespace Analytics.Tool.Tests.Benches;

public sealed class BenchCommandTests(LocalDynamo dynamo)
{
    [Fact]
    public async Task A_load_says_what_it_writes_measures_and_is_stored()
    {
        await using RunningProduct product = await RunningProduct.StartAsync(dynamo);
        _ = await product.CreateSiteAsync("example.com");

        ToolRun run = (await ToolRun.OfAsync(product, "bench", "--site", "example.com", "--events", "60", "--concurrency", "4", "--rate", "200", "--json")).Succeeded();

        Assert.Contains("Writing 60 page views into example.com", run.Errors, StringComparison.Ordinal);
        Assert.Equal(60, run.Json.GetProperty("outcomes").GetProperty("accepted").GetInt32());
        Assert.InRange(run.Json.GetProperty("seconds").GetDouble(), 0.29, 600); // 59 more at 200 a second
        Assert.True(run.Json.GetProperty("p50Ms").GetDouble() <= run.Json.GetProperty("p99Ms").GetDouble());
        JsonElement counted = await product.QueryAsync(new { site_id = "example.com", metrics = new[] { "pageviews", "visitors" }, date_range = "24h" });
        Assert.Equal("[60,60]", counted.GetProperty("results")[0].GetProperty("metrics").GetRawText());
    }
}
