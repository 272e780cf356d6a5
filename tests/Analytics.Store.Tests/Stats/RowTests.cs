using Analytics.Store.Realtime;
using Analytics.Store.Events;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Metrics;

namespace Analytics.Store.Tests.Stats;

public sealed class RowTests
{
    private static readonly IReadOnlyList<Event> Visits = Told.Events("10:00 a /b\n10:00 b /b\n10:00 c /c\n10:00 d /a\n10:00 e /B");

    [Fact]
    public void The_largest_come_first_and_equals_in_ordinal_order() =>
        Assert.Equal(["/b 2", "/B 1", "/a 1", "/c 1"], Lines(Asked.Query("visitors", "event:page")));

    [Fact]
    public void A_key_may_be_a_dimension() =>
        Assert.Equal(["/c 1", "/b 2", "/a 1", "/B 1"], Lines(Asked.Query(
            "visitors", "event:page", order: new StatsOrder.ByDimension(KnownDimensions.Find("event:page")!, Descending: true))));

    [Fact]
    public void A_page_is_cut_from_the_sorted_rows_and_all_are_counted()
    {
        StatsResult result = Asked.Result(Visits, Asked.Query("visitors", "event:page", page: new(2, 1)));
        Assert.Equal(["/B 1", "/a 1"], Asked.Lines(result));
        Assert.Equal(4, result.TotalRows);
        Assert.Empty(Lines(Asked.Query("visitors", "event:page", page: new(2, 4))));
    }

    [Fact]
    public void Values_come_in_the_order_of_the_question() =>
        Assert.Equal(
            ["/x Google 2026-03-10 1"],
            Asked.Of("10:00 ann /x from Google", "visitors", "event:page visit:source time:day"));

    [Fact]
    public void Text_that_looks_like_the_border_of_two_values_does_not_mix_rows() =>
        Assert.Equal(2, Asked.Of("10:00 a /x|y from z\n10:00 b /x from y|z", "visitors", "event:page visit:source").Length);

    [Fact]
    public void Means_are_sorted_by_their_exact_value()
    {
        MetricValue third = new(1, 3, MetricUnit.Percent), less = new(333, 1000, MetricUnit.Percent), none = new(0, 0, MetricUnit.Percent);
        Assert.Equal(third.Rounded, less.Rounded);
        Assert.True(third > less && less > none);
        Assert.Equal(0, none.CompareTo(new(0, 7, MetricUnit.Percent)));
    }

    [Fact]
    public void A_mean_keeps_its_fraction()
    {
        MetricValue rate = new(1, 8, MetricUnit.Percent);
        Assert.Equal((13m, 12.5m, 12.5m), (rate.Rounded, rate.Round(1), rate.Exact));
        Assert.Null(new MetricValue(0, 0, MetricUnit.Percent).Exact);
        Assert.Equal(2m, new MetricValue(1_500, 1, MetricUnit.Seconds).Rounded);
        Assert.Equal(1.33m, new MetricValue(4, 3, MetricUnit.Average).Rounded);
    }

    [Fact]
    public void Current_visitors_have_done_something_in_the_last_five_minutes()
    {
        IReadOnlyList<Event> events = Told.Events("11:54:59 a /\n11:55 b /\n11:58 c ...\n11:59 - /\n12:00 d *Signup\n12:00 d /\n12:00:01 e /");
        Assert.Equal(2, CurrentVisitors.Count([.. events, .. events], Some.Noon));
    }

    private static string[] Lines(StatsQueryOutcome query) => Asked.Lines(Asked.Result(Visits, query));
}
