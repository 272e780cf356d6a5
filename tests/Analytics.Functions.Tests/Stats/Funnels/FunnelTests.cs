using System.Net;
using System.Text.Json;

namespace Analytics.Functions.Tests.Stats.Funnels;

/// <summary>Funnels asked through HTTP.</summary>
public sealed class FunnelTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Steps = """ "steps":[{"page":"/"},{"page":"/pricing/**"},{"event":"Signup","name":"Joined"}] """;
    private AskedSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await AskedSite.StartAsync(dynamo);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static string Counts(JsonElement of, string who = "visitors") => string.Join(' ', of.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty(who).GetRawText()));

    [Fact]
    public async Task Each_step_tells_who_got_there_who_did_not_and_how_long_it_took()
    {
        await _site.HappensAsync(
            """
            -3 10:00 ann /
            -3 10:01 ann /pricing/teams
            -3 10:04 ann *Signup
            -3 10:00 bob /
            -3 10:03 bob /pricing/teams
            -3 10:00 cyd /
            -3 10:00 dan /pricing/teams
            """);

        JsonElement answer = await _site.AskAsync("funnel", $$"""{ {{Steps}}, {{_site.Days(-3)}} }""");

        Assert.Equal(
            """[{"name":"/","visitors":3,"conversion_rate":100,"step_conversion_rate":100,"drop_off":0,"drop_off_rate":0},"""
            + """{"name":"/pricing/**","visitors":2,"conversion_rate":66.67,"step_conversion_rate":66.67,"drop_off":1,"drop_off_rate":33.33,"median_ms":120000,"mean_ms":120000},"""
            + """{"name":"Joined","visitors":1,"conversion_rate":33.33,"step_conversion_rate":50,"drop_off":1,"drop_off_rate":50,"median_ms":180000,"mean_ms":180000}]""",
            answer.GetProperty("steps").GetRawText());
        Assert.Equal("daily visitors", answer.GetProperty("meta").GetProperty("counts").GetString());
        Assert.Equal(
            $$"""{"date_range":["{{_site.Date(-3)}}T00:00:00\u002B00:00","{{_site.Date(-1)}}T23:59:59\u002B00:00"],"who":"visitors","order":"loose","window":"day","filters":[]}""",
            answer.GetProperty("query").GetRawText());
    }

    [Fact]
    public async Task The_window_and_the_order_say_what_may_lie_between_steps()
    {
        await _site.HappensAsync("-3 10:00 ann /\n-3 10:10 ann /blog\n-3 10:30 ann /pricing/a\n-3 11:30 ann *Signup");

        Assert.Equal("1 1 1", await AskAsync(""));
        Assert.Equal("1 1 0", await AskAsync(""","window":"visit" """));
        Assert.Equal("1 1 0", await AskAsync(""","window":"30m" """));
        Assert.Equal("1 0 0", await AskAsync(""","order":"strict" """));
        Assert.Equal("1 1 1", await AskAsync(""","order":"strict","filters":[["is_not","event:page",["/blog"]]]"""));

        async Task<string> AskAsync(string more) => Counts(await _site.AskAsync("funnel", $$"""{ {{Steps}}, {{_site.Days(-3)}} {{more}} }"""));
    }

    [Fact]
    public async Task People_are_followed_across_days_and_devices_and_visitors_are_not()
    {
        await _site.HappensAsync("-9 10:00 phone=ann /\n-5 10:00 desk=ann /pricing/a\n-2 10:00 desk=ann *Signup");

        Assert.Equal("1 0 0", Counts(await _site.AskAsync("funnel", $$"""{ {{Steps}}, {{_site.Days(-9)}} }""")));
        JsonElement people = await _site.AskAsync("funnel", $$"""{ {{Steps}}, {{_site.Days(-9)}}, "who":"people" }""");
        Assert.Equal("1 1 1", Counts(people, "people"));
        Assert.Equal("identified people", people.GetProperty("meta").GetProperty("counts").GetString());
        Assert.Equal("1 1 0", Counts(await _site.AskAsync("funnel", $$"""{ {{Steps}}, {{_site.Days(-9)}}, "who":"people", "window":"6d" }"""), "people"));
    }

    [Fact]
    public async Task A_breakdown_puts_everybody_into_the_group_of_the_visit_in_which_the_way_began()
    {
        await _site.HappensAsync("-3 10:00 ann / https://www.google.com/\n-3 10:01 ann /pricing/a\n-3 10:00 bob /\n-3 10:00 cyd / https://www.google.com/");

        JsonElement answer = await _site.AskAsync("funnel", $$"""{ {{Steps}}, {{_site.Days(-3)}}, "breakdown":"visit:source", "pagination":{"limit":1} }""");

        JsonElement group = Assert.Single(answer.GetProperty("groups").EnumerateArray());
        Assert.Equal(("3 1 0", "Google", "2 1 0", 2), (Counts(answer), group.GetProperty("value").GetString(), Counts(group), answer.GetProperty("meta").GetProperty("total_groups").GetInt32()));
    }

    [Fact]
    public async Task Steps_and_filters_may_name_goals_segments_properties_and_behaviour()
    {
        await _site.HappensAsync("-3 10:00 ann /\n-3 10:01 ann *Signup\n-3 10:00 bob /\n-3 10:01 bob *Look");
        await _site.SendAsync(HttpMethod.Post, "goals", """{"type":"event","pattern":"Sign","match":"contains","name":"Joined"}""");
        (_, JsonElement segment) = await _site.SendAsync(HttpMethod.Post, "segments", """{"name":"Home","filters":[["is","event:page",["/"]],["is","event:name",["pageview"]]]}""");

        string steps = $$""" "steps":[{"filters":[["is","segment",[{{segment.GetProperty("id")}}]]]},{"filters":[["or",[["is","event:goal",["Joined"]],["is","event:name",["Look"]]]]]}] """;
        Assert.Equal("2 2", Counts(await _site.AskAsync("funnel", $$"""{ {{steps}}, {{_site.Days(-3)}} }""")));
        Assert.Equal("1 1", Counts(await _site.AskAsync("funnel", $$"""{ {{steps}}, {{_site.Days(-3)}}, "filters":[["has_not_done",["is","event:goal",["Joined"]]]] }""")));
    }

    [Theory]
    [InlineData("{}", "date_range steps")]
    [InlineData("""{"steps":[{"page":"/"}],"date_range":"7d"}""", "steps")]
    [InlineData("""{"steps":[{"page":"/"},{"event":"pageview"}],"date_range":"7d"}""", "steps[1].event")]
    [InlineData("""{"steps":[{"page":""},{"page":"/","event":"a"},{"name":"x"},{"filters":[["is"]],"more":1}],"date_range":"1y","who":"all","order":7,"window":"week","breakdown":"event:page","pagination":{"limit":0},"extra":1}""",
        "breakdown date_range extra order pagination.limit steps[0].page steps[1].page steps[2].page steps[3].filters steps[3].more who window")]
    [InlineData("""{"steps":[{"page":"/"},{"page":"/a"}],"date_range":"7d","window":"25h","filters":[["is","event:goal",["None"]]]}""", "filters window")]
    [InlineData("""{"steps":[{"page":"/"},{"page":"/a"}],"date_range":"7d","who":"people","window":"visit"}""", "window")]
    [InlineData("""{"steps":[{"page":"/"},7],"date_range":"7d"}""", "steps")]
    [InlineData("[]", "body")]
    public async Task Every_fault_of_a_funnel_is_told_by_its_field(string question, string fields) =>
        Assert.Equal(fields, await _site.FaultsAsync(HttpMethod.Post, "funnel", question));

    [Fact]
    public async Task Questions_need_the_scope_stats_and_a_site_of_ones_own()
    {
        await _site.ScopeToAsync("ingest");
        Assert.Equal(HttpStatusCode.Forbidden, (await _site.SendAsync(HttpMethod.Post, "funnel", "{}")).Status);
        await _site.ScopeToAsync("stats");
        Assert.Equal(HttpStatusCode.BadRequest, (await _site.SendAsync(HttpMethod.Post, "funnel", "{}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _site.SendAsync(HttpMethod.Post, "funnel", "{}", "nobody.com")).Status);
    }
}
