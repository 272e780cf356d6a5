using Analytics.Store.Stats.Terms;
using System.Text.Json;
using Analytics.Functions.Stats;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Metrics;

namespace Analytics.Functions.Tests.Stats;

public sealed class StatsResultJsonTests
{
    private static readonly Site Tallinn = Some.Site(zone: "Europe/Tallinn");

    [Fact]
    public async Task An_answer_has_the_form_of_the_stats_api()
    {
        string answer = await Answer("""
            {"site_id":"example.com","metrics":["visitors","views_per_visit","bounce_rate"],"date_range":["2026-03-28","2026-03-29"],
             "dimensions":["time:day"],"filters":[["is_not","visit:source",["Bing","b"],{"case_sensitive":false}],["not",["or",[["contains","visit:os",["x"]]]]]],
             "include":{"time_labels":true,"total_rows":true,"imports":true},"pagination":{"limit":1}}
            """);
        Approved.Verify(answer, "answer");
    }

    [Fact]
    public async Task A_plain_answer_says_no_more_than_was_asked() =>
        Approved.Verify(await Answer("""{"site_id":"example.com","metrics":["visitors"],"date_range":"day"}"""), "plain-answer");

    [Fact]
    public async Task Numbers_and_dates_are_the_same_in_every_culture()
    {
        const string question = """{"site_id":"a","metrics":["views_per_visit"],"date_range":["2026-03-28","2026-03-29"],"dimensions":["time:hour"],"include":{"time_labels":true}}""";
        string expected = await Answer(question);
        foreach (string culture in CultureScope.Hostile)
        {
            using var scope = new CultureScope(culture);
            Assert.Equal(expected, await Answer(question));
        }
    }

    [Fact]
    public async Task Many_questions_have_as_many_answers_in_their_order()
    {
        using JsonDocument request = JsonDocument.Parse("""
            {"site_id":"example.com","queries":[
              {"metrics":["visitors"],"date_range":"day"},
              {"metrics":["clicks"],"date_range":"day"},
              {"site_id":"other.com","metrics":["visitors"],"date_range":"day"},
              {"site_id":"example.com","metrics":["pageviews"],"date_range":"day"}]}
            """);
        Assert.Equal("example.com", StatsQueriesJson.SiteOf(request.RootElement));
        IReadOnlyList<StatsQueryOutcome> outcomes = StatsQueriesJson.Parse(request.RootElement, Tallinn, Some.Noon, SiteTerms.None, out _)!;
        IReadOnlyList<StatsResult> results = await Results([.. outcomes.OfType<StatsQueryOutcome.Accepted>().Select(a => a.Query)]);
        using JsonDocument answer = JsonDocument.Parse(Wire.Written(writer => StatsQueriesJson.Write(writer, Tallinn, "example.com", outcomes, results)));
        Assert.Equal(
            ["visitors", "#/metrics/0: `clicks` is unknown: leave it out. Known are " + string.Join(", ", KnownMetrics.All) + ", " + KnownMetrics.OfProperties, "#/site_id: must be the site of the request: ask about another site in a request of its own", "pageviews"],
            answer.RootElement.GetProperty("answers").EnumerateArray().Select(a =>
                a.TryGetProperty("error", out JsonElement error) ? error.GetString() : a.GetProperty("query").GetProperty("metrics")[0].GetString()));
    }

    [Fact]
    public void The_site_may_be_named_by_the_questions_alone()
    {
        using JsonDocument request = JsonDocument.Parse("""{"queries":[{"site_id":"x","metrics":["visitors"],"date_range":"day"},{"metrics":["visits"],"date_range":"day"}]}""");
        Assert.Equal("x", StatsQueriesJson.SiteOf(request.RootElement));
        Assert.All(StatsQueriesJson.Parse(request.RootElement, Tallinn, Some.Noon, SiteTerms.None, out _)!, o => Assert.IsType<StatsQueryOutcome.Accepted>(o));
    }

    [Theory]
    [InlineData("""{"site_id":"x"}""", "#/queries: is required: a list of questions")]
    [InlineData("""{"queries":{}}""", "#/queries: must be a list of 1 to 50 questions")]
    [InlineData("""{"queries":[]}""", "#/queries: must be a list of 1 to 50 questions")]
    [InlineData("""{"queries":[1],"more":1}""", "#/more: is unknown: leave it out. Known are site_id, queries, budget")]
    [InlineData("[]", "#: must be an object of readable text")]
    public void A_request_of_the_wrong_shape_is_refused_as_a_whole(string json, string expected)
    {
        using JsonDocument request = JsonDocument.Parse(json);
        Assert.Null(StatsQueriesJson.Parse(request.RootElement, Tallinn, Some.Noon, SiteTerms.None, out string error));
        Assert.Equal(expected, error);
    }

    private static async Task<string> Answer(string question)
    {
        StatsResult result = (await Results([Wire.Accepted(question, Tallinn)]))[0];
        return Wire.Written(writer => StatsResultJson.Write(writer, Tallinn, "example.com", result), indented: true);
    }

    private static Task<IReadOnlyList<StatsResult>> Results(IReadOnlyList<StatsQuery> queries) =>
        new RawEvents(Told.Events("03-28 10:00 ann /\n03-28 10:01 ann /a\n03-28 11:00 bob /\n03-29 10:00 bob / from Bing", Tallinn.Calendar))
            .Reader().ReadAsync(Tallinn, queries, TestContext.Current.CancellationToken);
}
