using Analytics.Functions.Http;
using Analytics.Store.Stats.Terms;
using Analytics.Store.Goals;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Filters;

namespace Analytics.Store.Tests.Stats;

public sealed class GoalScenarios
{
    private const string Day = """
        10:00 ann /pricing from Google
        10:01 ann ... read 4000 scrolled 60
        10:02 ann *Signup plan=pro
        10:03 ann *Signup plan=free
        10:00 bob /pricing from Google
        10:01 bob ... read 2000 scrolled 20
        10:00 cyd /blog    from Reddit
        10:05 cyd /
        """;

    private static readonly SiteTerms Terms = new(
        [
            Some("Signup", GoalType.Event, "Signup"),
            Some("Saw prices", GoalType.Pageview, "/pric", GoalMatch.StartsWith),
            Some("Read half", GoalType.Pageview, "/pricing") with { ScrollThreshold = 50 },
            Some("Bought", GoalType.Event, "Purchase"),
        ],
        []);

    [Fact]
    public void A_question_by_goals_has_a_row_for_each_that_was_met() =>
        Assert.Equal(["Saw prices 2 2 66.67", "Read half 1 1 33.33", "Signup 1 2 33.33"], Ask("visitors events conversion_rate", "event:goal"));

    [Fact]
    public void A_filter_on_goals_keeps_the_events_that_meet_one_and_the_rows_of_those_that_it_names()
    {
        Assert.Equal(["2 4"], Ask("visitors events", "", filters: Goal(FilterOperator.Is, "Signup", "Saw prices")));
        Assert.Equal(["Read half 1"], Ask("visitors", "event:goal", filters: Goal(FilterOperator.Contains, "half")));
        Assert.Equal(["0"], Ask("visitors", "", filters: Goal(FilterOperator.Contains, "no such goal")));
    }

    [Fact]
    public void A_conversion_rate_is_of_everybody_and_that_of_a_group_is_of_the_group() => Assert.Equal(
        ["Google 1 33.33 50"],
        Ask("visitors conversion_rate group_conversion_rate", "visit:source", filters: [Goal(FilterOperator.Is, "Signup"), Filter.Where("event:props:plan", FilterOperator.Is, "pro")]));

    [Fact]
    public void Goals_and_other_dimensions_keep_the_order_of_the_question() => Assert.Equal(
        ["Google Saw prices 2 100", "Google Signup 1 50"],
        Ask("visitors group_conversion_rate", "visit:source event:goal", filters: Goal(FilterOperator.Is, "Signup", "Saw prices")));

    [Fact]
    public void A_goal_may_ask_for_values_of_properties()
    {
        var terms = new SiteTerms([Some("Pro", GoalType.Event, "Signup") with { Properties = new Dictionary<string, string> { ["plan"] = "pro" } }], []);
        Assert.Equal(["Pro 1 1"], Ask("visitors events", "event:goal", terms));
    }

    [Fact]
    public void The_value_of_goals_is_counted_once_for_each_event_that_meets_one()
    {
        var terms = new SiteTerms(
            [
                Some("Signup", GoalType.Event, "Signup") with { Value = 9.5m },
                Some("Pro", GoalType.Event, "Signup") with { Properties = new Dictionary<string, string> { ["plan"] = "pro" }, Value = 20 },
                Some("Saw prices", GoalType.Pageview, "/pric", GoalMatch.StartsWith),
            ],
            []);
        Assert.Equal(["Pro 20", "Signup 19", "Saw prices null"], Ask("goal_value", "event:goal", terms));
        Assert.Equal(["39 1"], Ask("goal_value visitors", "", terms, All("Signup", "Pro")));
        Assert.Equal(["null 2"], Ask("goal_value visitors", "", terms, All("Saw prices")));
        Assert.Equal(["Google 39"], Ask("goal_value", "visit:source", terms, All("Signup", "Pro", "Saw prices")));

        Filter.MeetsGoal All(params string[] names) => GoalFilter.TryParse(FilterOperator.Is, names, true, terms, out Filter.MeetsGoal? filter, out _) ? filter! : throw new InvalidOperationException();
    }

    [Fact]
    public void A_goal_that_is_switched_off_is_none_and_of_two_of_one_name_the_first_id_counts()
    {
        var terms = new SiteTerms(
            [Some("Twice", GoalType.Event, "Signup") with { Id = "b" }, Some("Twice", GoalType.Pageview, "/blog") with { Id = "a" }, Some("Off", GoalType.Event, "Signup") with { IsActive = false }],
            []);
        Assert.Equal(["Twice 1 1"], Ask("visitors pageviews", "event:goal", terms));
    }

    [Fact]
    public void A_pattern_of_a_goal_is_compared_as_the_goal_says()
    {
        var terms = new SiteTerms(
            [Some("Part", GoalType.Event, "ign", GoalMatch.Contains), Some("Regex", GoalType.Event, "^S.*p$", GoalMatch.Regex), Some("Case", GoalType.Event, "signup"), Some("Unusable", GoalType.Event, "(a{99}){99}", GoalMatch.Regex)],
            []);
        Assert.Equal(["Part 2", "Regex 2"], Ask("events", "event:goal", terms));
    }

    [Fact]
    public void What_a_visit_has_done_keeps_all_of_its_events_or_none()
    {
        Assert.Equal(["1 1 1"], Ask("visitors visits pageviews", "", filters: Done(Goal(FilterOperator.Is, "Signup"))));
        Assert.Equal(["Google 1", "Reddit 1"], Ask("visitors", "visit:source", filters: Done(Goal(FilterOperator.Is, "Signup"), isNegated: true)));
        Assert.Equal(["/ 1", "/blog 1"], Ask("visitors", "event:page", filters: Done(Filter.Where("event:page", FilterOperator.Is, "/blog"))));
    }

    [Fact]
    public void An_event_without_a_visit_has_done_nothing() => Assert.Equal(
        ["1"],
        Asked.Lines(Asked.Result(Told.Events("10:00 - /a"), Asked.Query("pageviews", filters: Done(Filter.Where("event:page", FilterOperator.Is, "/a"), isNegated: true)))));

    [Fact]
    public void A_goal_that_is_not_configured_is_named() =>
        Assert.Equal("the site has no goal `signup`: add it to the site, or leave it out", Problem(FilterOperator.Is, "signup"));

    [Theory]
    [InlineData(FilterOperator.IsNot)]
    [InlineData(FilterOperator.Matches)]
    public void Goals_are_found_by_name_and_not_left_out_by_it(FilterOperator op) =>
        Assert.Equal("`event:goal` is compared by `is` or `contains`: take one of them", Problem(op, "Signup"));

    private static string[] Ask(string metrics, string by, SiteTerms? terms = null, params Filter[] filters) =>
        Asked.Lines(Asked.Result(Told.Events(Day), Asked.Query(metrics, by, terms: terms ?? Terms, filters: filters)));

    private static Filter.MeetsGoal Goal(FilterOperator op, params string[] names) =>
        GoalFilter.TryParse(op, names, true, Terms, out Filter.MeetsGoal? filter, out string problem) ? filter! : throw new InvalidOperationException(problem);

    private static string Problem(FilterOperator op, string name)
    {
        Assert.False(GoalFilter.TryParse(op, [name], true, Terms, out _, out string problem));
        return problem;
    }

    private static Filter.HasDone Done(Filter inner, bool isNegated = false) =>
        Filter.TryHasDone(inner, isNegated, out Filter.HasDone? filter, out string problem) ? filter! : throw new InvalidOperationException(problem);

    private static Goal Some(string name, GoalType type, string pattern, GoalMatch match = GoalMatch.Exact) => new()
    {
        Id = name.Replace(' ', '-'),
        SiteId = "site-1",
        Name = name,
        Type = type,
        Pattern = pattern,
        MatchType = match,
        CreatedAt = Analytics.Testing.Some.Noon,
        UpdatedAt = Analytics.Testing.Some.Noon,
    };
}
