using System.Text.Json;

namespace Analytics.Tool.Tests.Events;

/// <summary>What <c>analytics track</c> and <c>analytics pageview</c> send is what <c>analytics metrics</c> and <c>analytics breakdown</c> tell.</summary>
public sealed class EventCommandTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;
    private string _site = "";

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        _site = await _product.CreateSiteAsync("example.com");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task What_is_sent_is_what_is_told()
    {
        (await Run("pageview", "/pricing", "--site", "example.com", "--title", "Pricing", "--referrer", "https://news.example/")).Succeeded();
        (await Run("pageview", "/pricing", "--site", _site, "--visitor", "bob")).Succeeded();
        ToolRun tracked = (await Run("track", "Signup", "plan=pro", "--site", "example.com", "--page", "https://example.com/join", "--revenue", "9.90EUR", "--json")).Succeeded();

        Assert.Matches("^[A-Za-z0-9_-]+$", tracked.Json.GetProperty("eventId").GetString());
        ToolRun metrics = (await Run("metrics")).Succeeded();
        Assert.Equal(["METRIC        VALUE  CHANGE", "pageviews     2      0 %", "visitors      2      0 %", "sessions      2      0 %", "bounce_rate   50 %   0 %", "avg_duration  0 s    0 %"], metrics.Lines);
        Assert.Equal(["PAGE      PAGEVIEWS  SHARE", "/pricing  2          100 %"], (await Run("breakdown", "page", "--period", "24h")).Succeeded().Lines);
        Assert.Equal(["EVENT:PROPS:PLAN  VISITORS  SHARE", "pro               1         100 %"], (await Run("breakdown", "event:props:plan", "--metric", "visitors", "--site", "example.com", "--limit", "1")).Succeeded().Lines);
        Assert.Equal(2, (await Run("metrics", "7d", "--json")).Json.GetProperty("metrics").GetProperty("pageviews").GetProperty("value").GetInt32());
        JsonElement money = await _product.QueryAsync(new { site_id = "example.com", metrics = new[] { "total_revenue" }, date_range = "24h" });
        Assert.Contains("9.9", money.GetProperty("results")[0].GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Properties_are_words_or_a_JSON_object()
    {
        (await Run("track", "Order", """{"plan":"pro","seats":3}""", "note=a=b", "--site", "example.com")).Succeeded();

        foreach ((string property, string value) in new[] { ("plan", "pro"), ("seats", "3"), ("note", "a=b") })
        {
            Assert.Equal(value, (await Run("breakdown", "event:props:" + property, "--metric", "visitors", "--json")).Json.GetProperty("data")[0].GetProperty("dimension").GetString());
        }
    }

    [Theory]
    [InlineData(2, "'plan' is none", "track", "Order", "plan", "--site", "example.com")]
    [InlineData(2, "'a' is given more than once", "track", "Order", "a=1", "{\"a\":2}", "--site", "example.com")]
    [InlineData(2, "begins like a JSON object", "track", "Order", "{a", "--site", "example.com")]
    [InlineData(2, "--revenue", "track", "Order", "--revenue", "much", "--site", "example.com")]
    [InlineData(1, "revenue: ", "track", "Order", "--revenue", "9.90XYZ", "--site", "example.com")]
    [InlineData(1, "name: ", "track", "pageview", "--site", "example.com")]
    [InlineData(2, "period: 'fortnight' is none", "metrics", "fortnight")]
    [InlineData(1, "dimension: ", "breakdown", "colour")]
    public async Task What_cannot_be_sent_or_asked_is_named(int code, string said, params string[] args)
    {
        ToolRun run = await Run(args);

        Assert.Equal(code, run.Code);
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task An_event_that_does_not_count_ends_with_1_and_its_reason()
    {
        HttpResponseMessage changed = await _product.Admin.PutAsync("/api/v2/sites/example.com", new StringContent("""{"isActive":false}"""));
        Assert.True(changed.IsSuccessStatusCode);
        ToolRun run = await Run("pageview", "/", "--site", _site, "--visitor", "ann");

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains("It does not count: ", run.Errors, StringComparison.Ordinal);
    }

    private Task<ToolRun> Run(params string[] args) => ToolRun.OfAsync(_product, args);
}
