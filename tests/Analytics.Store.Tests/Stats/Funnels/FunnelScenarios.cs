using Analytics.Store.Calendars;
using Analytics.Store.Inputs;
using Analytics.Store.Visits;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Funnels;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Store.Tests.Stats.Funnels;

/// <summary>What docs/metrics.md says of funnels, in small tables.</summary>
public sealed class FunnelScenarios
{
    private static readonly FunnelStep[] Steps = [Page("/"), Page("/a"), FunnelStep.Event("Signup")];

    [Fact]
    public void A_step_is_taken_after_the_one_before_and_not_by_the_same_event()
    {
        Assert.Equal("1 0 0", Ask("10:00 ann /a\n10:01 ann *Signup\n10:02 ann /"));
        Assert.Equal("1 1", Counts("10:00 ann /\n10:01 ann /", [Page("/"), Page("/")]));
        Assert.Equal("1 0", Counts("10:00 ann /", [Page("/"), Page("/")]));
    }

    [Fact]
    public void Engagement_takes_no_step_and_lies_between_none() =>
        Assert.Equal("1 1", Counts("10:00 ann /\n10:01 ann ...\n10:02 ann /a", [Page("/"), FunnelStep.Where("Any", Filter.Everything)], FunnelOrder.Strict));

    [Fact]
    public void In_strict_order_nothing_lies_between_any_two_steps()
    {
        Assert.Equal("1 1 1", Ask("10:00 ann /\n10:01 ann /a\n10:02 ann *Signup", FunnelOrder.Strict));
        Assert.Equal("1 1 0", Ask("10:00 ann /\n10:01 ann /a\n10:02 ann /b\n10:03 ann *Signup", FunnelOrder.Strict));
        Assert.Equal("1 1 0", Ask("10:00 ann /\n10:01 ann /a\n10:02 ann /\n10:03 ann *Signup", FunnelOrder.Strict));
    }

    [Fact]
    public void A_path_starts_again_with_every_first_step()
    {
        Assert.Equal("1 1 1", Ask("10:00 ann /\n11:00 ann /\n11:01 ann /a\n11:20 ann *Signup", window: "30m"));
        Assert.Equal("1 1 1", Ask("10:00 ann /\n10:01 ann /b\n10:02 ann /\n10:03 ann /a\n10:04 ann *Signup", FunnelOrder.Strict));
    }

    [Fact]
    public void Of_ways_that_go_as_far_the_first_to_arrive_counts_and_then_the_shortest()
    {
        FunnelResult result = Result(
            "10:00 ann /\n10:05 ann /\n10:10 ann /a\n12:00 ann /\n12:01 ann /a", Steps, FunnelOrder.Loose, "day", null, Filter.Everything);
        Assert.Equal(300_000, result.Steps[1].MedianMilliseconds);
    }

    [Fact]
    public void The_last_instant_of_a_window_belongs_to_it()
    {
        Assert.Equal("1 1 0", Ask("10:00:00 ann /\n10:01:30 ann /a", window: "90s"));
        Assert.Equal("1 0 0", Ask("10:00:00 ann /\n10:01:31 ann /a", window: "90s"));
    }

    [Fact]
    public void A_way_of_a_visitor_ends_with_the_visit_where_that_is_asked_and_always_with_the_day()
    {
        Assert.Equal("1 1 1", Ask("10:00 ann /\n10:10 ann /a\n10:41 ann *Signup"));
        Assert.Equal("1 1 0", Ask("10:00 ann /\n10:10 ann /a\n10:41 ann *Signup", window: "visit"));
        Assert.Equal("1 0 0", Ask("23:59 ann /\n03-11 00:01 ann /a", window: "24h"));
    }

    [Fact]
    public void What_the_filter_leaves_out_has_not_happened()
    {
        Filter notB = Filter.Where("event:page", FilterOperator.IsNot, "/b");
        Assert.Equal("1 0 0", Ask("10:00 ann /\n10:01 ann /b\n10:02 ann /a", FunnelOrder.Strict));
        Assert.Equal("1 1 0", Ask("10:00 ann /\n10:01 ann /b\n10:02 ann /a", FunnelOrder.Strict, filter: notB));
    }

    [Fact]
    public void Everybody_is_in_the_group_in_which_their_way_began()
    {
        FunnelResult result = Result(
            "10:00 ann / from Google\n11:00 ann / from Bing\n11:01 ann /a\n10:00 bob / from Google\n10:00 cyd /b from Bing", Steps, FunnelOrder.Loose, "day", "visit:source", Filter.Everything);
        Assert.Equal(["Bing 1 1 0", "Google 1 0 0"], result.Groups.Select(g => $"{g.Value} {string.Join(' ', g.Steps.Select(s => s.Count))}"));
        Assert.Equal([2, 1, 0], result.Steps.Select(s => s.Count));
    }

    [Fact]
    public void A_funnel_has_two_to_eight_steps()
    {
        Assert.Equal("steps", Fault(() => FunnelQuery.Create([Page("/")], Range)));
        Assert.Equal("steps", Fault(() => FunnelQuery.Create([.. Enumerable.Repeat(Page("/"), 9)], Range)));
        Assert.Equal("1 1 1 1 1 1 1 0", Counts(string.Join('\n', Enumerable.Range(0, 7).Select(i => $"10:0{i} ann /")), [.. Enumerable.Repeat(Page("/"), 8)]));
    }

    [Fact]
    public void Pageviews_and_engagement_are_no_custom_events_of_a_step()
    {
        Assert.Equal("event", Fault(() => FunnelStep.Event("pageview")));
        Assert.Equal("event", Fault(() => FunnelStep.Event("engagement")));
        Assert.Equal("name", Fault(() => FunnelStep.Event("Signup", " ")));
    }

    [Fact]
    public void What_cannot_be_kept_is_refused_and_says_how_much_can()
    {
        StatsBudget.Keep(10, 10, "paths");
        AnalyticsInputException refused = Assert.Throws<AnalyticsInputException>(() => StatsBudget.Keep(11, 10, "paths"));
        Assert.Equal(("date_range", "has more than 10 paths: ask about fewer days, or filter"), (refused.Faults[0].Field, refused.Faults[0].Problem));
    }

    private static StatsRange Range { get; } = StatsRange.OfDays(SiteCalendar.Utc, Some.Day, Some.Day.Plus(1))!;

    private static FunnelStep Page(string pattern) => FunnelStep.Page(PagePattern.Parse(pattern));

    private static string Fault(Func<object> make) => Assert.Throws<AnalyticsInputException>(make).Faults.Single().Field;

    private static string Ask(string told, FunnelOrder order = FunnelOrder.Loose, string window = "day", Filter? filter = null) => Counts(told, Steps, order, window, filter);

    private static string Counts(string told, FunnelStep[] steps, FunnelOrder order = FunnelOrder.Loose, string window = "day", Filter? filter = null) =>
        string.Join(' ', Result(told, steps, order, window, null, filter ?? Filter.Everything).Steps.Select(s => s.Count));

    private static FunnelResult Result(string told, FunnelStep[] steps, FunnelOrder order, string window, string? breakdown, Filter filter)
    {
        var by = breakdown is null ? null : (PropertyDimension)KnownDimensions.Find(breakdown)!;
        var scan = new FunnelScan(FunnelQuery.Create(steps, Range, order: order, window: FunnelWindow.Parse(window), filter: filter, breakdown: by));
        foreach (IGrouping<LocalDay, Event> day in Told.Events(told).GroupBy(e => e.Day))
        {
            scan.Add(Block.Of(DayVisits.Gather(day.Key, day)));
        }

        return scan.Finish();
    }
}
