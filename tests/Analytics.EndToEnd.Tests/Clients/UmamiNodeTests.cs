using System.Text.Json;

namespace Analytics.EndToEnd.Tests.Clients;

/// <summary>Umami's client for Node, as npm has it.</summary>
public sealed class UmamiNodeTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        await _product.CreateSiteAsync("shop.test");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task With_its_visitors_agent_its_pages_and_events_count_and_what_is_known_of_people_is_left_out()
    {
        Assert.Equal("""[[200,"cache,sessionId,visitId"],[200,"cache,sessionId,visitId"],[200,"cache,sessionId,visitId"]]""", Send(Some.Chrome));

        JsonElement answer = await _product.QueryAsync(new { site_id = "shop.test", metrics = new[] { "visitors", "pageviews", "events" }, date_range = "24h", dimensions = new[] { "visit:source" } });
        Assert.Equal("""[{"metrics":[1,1,2],"dimensions":["news"]}]""", answer.GetProperty("results").GetRawText());
    }

    [Fact]
    public async Task With_the_agent_of_its_own_all_of_its_visitors_are_one_without_a_browser()
    {
        Send();
        Send();

        JsonElement answer = await _product.QueryAsync(new { site_id = "shop.test", metrics = new[] { "visitors", "pageviews" }, date_range = "24h", dimensions = new[] { "visit:browser" } });
        Assert.Equal("""[{"metrics":[1,2],"dimensions":["(not set)"]}]""", answer.GetProperty("results").GetRawText());
    }

    private string Send(params string[] userAgent) => new Command(
        "node", [Repository.At("tests/Analytics.EndToEnd.Tests/Clients/umami-node.mjs"), _product.Address.ToString().TrimEnd('/'), "shop.test", .. userAgent]).Succeed().Output.Trim();
}
