using System.Net;
using System.Text.Json;

namespace Analytics.Functions.Tests.Stats.Journeys;

/// <summary>Journeys asked through HTTP.</summary>
public sealed class JourneyTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private AskedSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await AskedSite.StartAsync(dynamo);
        await _site.HappensAsync(
            """
            -3 10:00 ann /
            -3 10:01 ann /a
            -3 10:02 ann /a
            -3 10:03 ann /b
            -3 10:00 bob /
            -3 10:01 bob *Look
            -3 10:02 bob /a
            -3 10:00 cyd /a
            """);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task<JsonElement> AskAsync(string question) => await _site.AskAsync("journeys", $$"""{ {{question}}, {{_site.Days(-3)}} }""");

    [Fact]
    public async Task Paths_begin_where_visits_do_and_a_page_that_is_loaded_again_is_no_way()
    {
        JsonElement answer = await AskAsync(""" "kind":"paths","length":2 """);
        Assert.Equal(
            """[{"pages":["/","/a"],"visits":2,"visitors":2,"share":66.67},{"pages":["/a"],"visits":1,"visitors":1,"share":33.33}]""",
            answer.GetProperty("results").GetRawText());
        Assert.Equal((3, 3, 2), (answer.GetProperty("visits").GetInt32(), answer.GetProperty("visitors").GetInt32(), answer.GetProperty("meta").GetProperty("total_rows").GetInt32()));
    }

    [Fact]
    public async Task The_page_after_a_page_is_null_where_the_visit_ended_there() => Assert.Equal(
        """[{"page":null,"visits":2,"visitors":2,"share":66.67},{"page":"/b","visits":1,"visitors":1,"share":33.33}]""",
        (await AskAsync(""" "kind":"next","page":"/a" """)).GetProperty("results").GetRawText());

    [Fact]
    public async Task The_page_before_a_page_is_null_where_the_visit_began_there() => Assert.Equal(
        """[{"page":"/","visits":2,"visitors":2,"share":66.67}]""",
        (await AskAsync(""" "kind":"previous","page":"/a","pagination":{"limit":1}""")).GetProperty("results").GetRawText());

    [Fact]
    public async Task Filters_choose_the_visits() => Assert.Equal(
        """[{"page":"/a","visits":1,"visitors":1,"share":100}]""",
        (await AskAsync(""" "kind":"next","page":"/","filters":[["has_done",["is","event:name",["Look"]]]]""")).GetProperty("results").GetRawText());

    [Theory]
    [InlineData("{}", "date_range")]
    [InlineData("""{"kind":"next","date_range":"7d","length":3}""", "length page")]
    [InlineData("""{"kind":"paths","date_range":"7d","length":11,"page":"/a"}""", "length page")]
    [InlineData("""{"kind":"back","date_range":7,"length":"a","page":"","filters":{},"pagination":[],"more":1}""", "date_range filters kind length more page pagination")]
    public async Task Every_fault_of_a_journey_is_told_by_its_field(string question, string fields) =>
        Assert.Equal(fields, await _site.FaultsAsync(HttpMethod.Post, "journeys", question));

    [Fact]
    public async Task Questions_need_the_scope_stats_and_a_site_of_ones_own()
    {
        await _site.ScopeToAsync("ingest");
        Assert.Equal(HttpStatusCode.Forbidden, (await _site.SendAsync(HttpMethod.Post, "journeys", "{}")).Status);
        await _site.ScopeToAsync("stats");
        Assert.Equal(HttpStatusCode.OK, (await _site.SendAsync(HttpMethod.Post, "journeys", """{"date_range":"7d"}""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _site.SendAsync(HttpMethod.Post, "journeys", "{}", "nobody.com")).Status);
    }
}
