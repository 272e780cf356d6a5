using Analytics.Store.Days;
using Analytics.Store.Sites;
using Analytics.Store.Stats;

namespace Analytics.Store.Tests.Days;

public class DayItemTests
{
    private static Day Day(LocalDay date, DayTotals totals) => new()
    {
        Site = SiteId.Parse("site-123"),
        Date = date,
        State = DayState.Sealed,
        Version = 3,
        Start = SiteCalendar.Utc.StartOf(date),
        End = SiteCalendar.Utc.EndOf(date),
        Zone = "UTC",
        Rows = 12,
        Shards = 2,
        ClosesAt = Some.Noon.AddDays(29),
        ContentHash = "abc",
        Totals = totals,
        Hours = [.. Enumerable.Range(0, 24).Select(h => h == 9 ? totals : default)],
    };

    [Fact]
    public void A_day_reads_back_as_it_was_written()
    {
        Day day = Day(Some.Day, new DayTotals(10, 4, 5, 2, 61_000, 12));

        Day back = DayItem.Read(DayItem.Write(day));

        Assert.Equal(day.Hours, back.Hours);
        Assert.Equal(day, back with { Hours = day.Hours });
    }

    [Fact]
    public void Days_add_up_to_months_and_open_up_to_hours()
    {
        var march = new DayTotals(10, 4, 5, 2, 61_000, 12);
        Day[] days = [Day(new LocalDay(2026, 3, 30), march), Day(new LocalDay(2026, 3, 31), march), Day(new LocalDay(2026, 4, 1), march)];
        var range = new SiteRange { SiteId = "site-123", Start = days[0].Start, End = days[2].End };

        Assert.Equal([20, 10], AggregateQueries.Aggregate(range, AggregationPeriod.Month, days).Select(s => s.PageViews));
        Assert.Equal([10, 10, 10], AggregateQueries.Aggregate(range, AggregationPeriod.Day, days).Select(s => s.PageViews));
        AggregatedStats hour = AggregateQueries.Aggregate(range, AggregationPeriod.Hour, days)[0];
        Assert.Equal(days[0].Start.AddHours(9), hour.PeriodStart);
        Assert.Equal((0.4, 2.0, TimeSpan.FromSeconds(12.2)), (hour.BounceRate, hour.AvgPagesPerSession, hour.AvgSessionDuration));
    }

    [Theory]
    [InlineData("2026-03-10T12:00", "2026-03-11T02:00")]
    [InlineData("2026-03-11T02:00", "2026-03-11T04:00")]
    [InlineData("2026-03-11T05:00", "2026-03-11T08:00")]
    [InlineData("2026-03-11T20:00", "2026-03-12T02:00")]
    [InlineData("2026-03-13T20:07", "2026-03-13T20:15")]
    public void A_day_is_sealed_2_4_8_and_26_hours_after_its_end_and_then_every_quarter(string now, string due)
    {
        DateTimeOffset end = SiteCalendar.Utc.EndOf(Some.Day);

        Assert.Equal(Parse(due), WorkMarker.NextSeal(end, Parse(now), authenticated: false));
        static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text + ":00Z", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void What_is_loaded_into_a_day_that_is_over_waits_a_quarter_at_most() => Assert.Equal(
        Some.Noon.AddMinutes(15),
        WorkMarker.NextSeal(Some.Noon.AddHours(-1), Some.Noon.AddMinutes(3), authenticated: true));

    [Fact]
    public void A_marker_reads_back_from_its_key()
    {
        var marker = new WorkMarker(SiteId.Parse("site-1"), Some.Day, Some.Noon);

        Assert.Equal(marker, WorkMarker.Read(marker.ToRequest("T").Item));
        Assert.InRange(marker.Slice, 0, WorkMarker.Slices - 1);
    }
}
