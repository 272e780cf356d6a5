namespace Analytics.Tool.Tests.Exports;

/// <summary>Days that were sealed before there was a bucket are written to it on request.</summary>
public sealed class BucketRequestTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private readonly ManualClock _clock = new(Some.Noon);
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        // No maintenance runs during the test, so no day is exported.
        _product = await RunningProduct.StartAsync(dynamo, _clock, settings: new Dictionary<string, string> { ["ANALYTICS_EXPORT_BUCKET"] = "days", ["ANALYTICS_EXPORT_ENDPOINT"] = "http://127.0.0.1:1" });
        _ = await _product.CreateSiteAsync("example.com");
        (await _product.SendEventAsync(new { n = "pageview", u = "https://example.com/", d = "example.com" })).EnsureSuccessStatusCode();
        _clock.Advance(TimeSpan.FromHours(13));
        _ = (await Run("rebuild", "--site", "example.com", "--day", "2026-03-10")).Succeeded();
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task The_server_is_asked_for_the_days_of_years_at_once()
    {
        Assert.Equal(1, (await Run("export", "--bucket", "--site", "example.com", "--from", "2024-01-01", "--to", "2026-03-31", "--json")).Succeeded().Json.GetProperty("days").GetInt32());
        Assert.Contains("0 days", (await Run("export", "--bucket", "--site", "example.com", "--day", "2026-03-09")).Succeeded().Output, StringComparison.Ordinal);
    }

    private Task<ToolRun> Run(params string[] args) => ToolRun.OfAsync(_product, args);
}
