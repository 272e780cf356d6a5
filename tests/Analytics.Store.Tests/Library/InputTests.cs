using Analytics.Store.Calendars;
using Analytics.Store.Inputs;
using Analytics.Store.Visitors;
using Analytics.Store;
using Analytics.Store.Days;
using Analytics.Store.Goals;
using Analytics.Store.Sites;
using Analytics.Store.Stats;

namespace Analytics.Store.Tests.Library;

public class InputTests
{
    private static readonly AnalyticsStore Store = new(new AnalyticsStoreOptions { TableName = "AnalyticsTable" });

    private static string[] FaultsOf(Action use) => [.. Assert.Throws<AnalyticsInputException>(use).Faults.Select(f => f.Field)];

    [Fact]
    public void An_empty_id_is_named() => Assert.Equal(["siteId"], FaultsOf(() => Store.GetSiteCommand("")));

    [Fact]
    public void An_id_that_would_break_out_of_its_key_is_refused() => Assert.Equal(["siteId"], FaultsOf(() => Store.ListGoalsCommand("site#1")));

    [Fact]
    public void All_faults_are_reported_at_once() => Assert.Equal(
        ["id", "siteId", "visitorId", "path"],
        FaultsOf(() => Store.RecordPageViewCommand(SomeLibrary.PageView() with { Id = "", SiteId = "a b", VisitorId = "", Path = "blog" })));

    [Fact]
    public void An_end_before_the_start_is_named() =>
        Assert.Equal(["end"], FaultsOf(() => Store.QueryPageViewsCommand("site-123", Some.Noon, Some.Noon.AddSeconds(-1))));

    [Fact]
    public void A_session_that_ends_before_it_begins_is_named() =>
        Assert.Equal(["endedAt"], FaultsOf(() => Store.UpsertSessionCommand(SomeLibrary.Session(minutes: -1))));

    [Fact]
    public void A_word_that_names_no_kind_of_goal_or_comparison_is_named() => Assert.Equal(
        ["type", "matchType"],
        [.. FaultsOf(() => AnalyticsStore.ParseGoalType("click")), .. FaultsOf(() => AnalyticsStore.ParseGoalMatch("like"))]);

    [Fact]
    public void A_site_takes_its_time_zone_by_name()
    {
        Assert.Equal("Europe/Tallinn", (Some.Site() with { Timezone = "Europe/Tallinn" }).Calendar.Zone);
        Assert.Equal(["timezone"], FaultsOf(() => _ = Some.Site() with { Timezone = "Europe/Nowhere" }));
    }

    [Fact]
    public void An_unknown_time_zone_is_named() => Assert.Equal(["timezone"], FaultsOf(() => SiteCalendar.For("Europe/Nowhere")));

    [Fact]
    public void An_item_over_400_KB_is_refused_before_it_is_sent()
    {
        var props = Enumerable.Range(0, 30).ToDictionary(i => "p" + i, _ => new string('x', 2000));

        Assert.Equal(["event"], FaultsOf(() => Store.RecordPageViewCommand(SomeLibrary.PageView() with { Title = new string('x', 410 * 1024) })));
        Assert.NotNull(Store.RecordCustomEventCommand(SomeLibrary.CustomEvent() with { Properties = props }));
    }

    [Fact]
    public void A_table_name_and_lifetimes_that_cannot_be_are_named() => Assert.Equal(
        ["tableName", "rawEventTtl", "sessionTtl"],
        FaultsOf(() => _ = new AnalyticsStore(new AnalyticsStoreOptions { TableName = "x!", RawEventTtl = TimeSpan.FromDays(1), SessionTtl = TimeSpan.Zero })));

    [Fact]
    public void A_regular_expression_that_could_take_for_ever_is_no_goal() => Assert.Equal(
        ["pattern"],
        FaultsOf(() => Store.CreateGoalCommand(SomeLibrary.Goal() with { MatchType = GoalMatch.Regex, Pattern = @"(a)\1" })));

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("Example.com")]
    [InlineData("www.example.com")]
    [InlineData("example.com:8080")]
    [InlineData("exa mple.com")]
    [InlineData("")]
    public void A_domain_is_a_bare_host_name(string domain) =>
        Assert.Equal(["domains"], FaultsOf(() => Store.CreateSiteCommand(Some.Site() with { Domains = [domain] })).Distinct());

    [Fact]
    public void Custom_events_may_not_take_the_names_that_mean_something() =>
        Assert.Equal(["name"], FaultsOf(() => Store.RecordCustomEventCommand(SomeLibrary.CustomEvent() with { Name = "pageview" })));

    [Fact]
    public void A_continuation_of_another_range_is_refused() =>
        Assert.Equal(["continuation"], FaultsOf(() => Store.QueryPageViewsCommand("site-123", Some.Noon, Some.Noon.AddDays(1), "2020-01-01/0")));

    [Fact]
    public void Top_pages_are_kept_by_day() =>
        Assert.Equal(["period"], FaultsOf(() => Store.GetTopPagesCommand("site-123", AggregationPeriod.Hour, new LocalDay(2026, 1, 1))));
}
