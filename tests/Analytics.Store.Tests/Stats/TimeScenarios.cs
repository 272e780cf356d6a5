using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Store.Tests.Stats;

public sealed class TimeScenarios
{
    private static readonly SiteCalendar Tallinn = SiteCalendar.For("Europe/Tallinn");

    [Fact]
    public void A_visit_counts_in_every_hour_in_which_it_was_active_its_events_only_in_their_own() =>
        Assert.Equal(
            ["2026-03-10 10:00:00 1 1 2", "2026-03-10 11:00:00 1 1 0", "2026-03-10 12:00:00 1 1 1"],
            Asked.Of("10:50 ann /\n10:59 ann /\n11:20 ann ...\n11:45 ann ...\n12:05 ann /", "visitors visits pageviews", "time:hour"));

    [Fact]
    public void Asked_about_events_a_visit_counts_only_where_it_has_some() =>
        Assert.Equal(
            ["2026-03-10 10:00:00 1", "2026-03-10 12:00:00 1"],
            Asked.Of("10:50 ann /\n11:20 ann ...\n11:45 ann ...\n12:05 ann /", "visits", "time:hour", filters: Filter.Where("event:page", FilterOperator.Is, "/")));

    [Fact]
    public void A_visitor_counts_once_in_an_hour_of_two_visits() =>
        Assert.Equal(["2026-03-10 10:00:00 1 2"], Asked.Of("10:00 ann /\n10:45 ann /", "visitors visits", "time:hour"));

    [Fact]
    public void A_visit_is_in_a_range_by_the_clock_if_it_was_active_there() =>
        Assert.Equal(["2 2 1 50"], Asked.Of(
            "10:00 ann /\n10:20 ann /\n10:40 ann ...\n10:31 bob /\n12:00 cyd /", "visitors visits pageviews bounce_rate", range: Clock("10:30", "11:00")));

    [Fact]
    public void A_range_by_the_clock_has_its_beginning_and_not_its_end() =>
        Assert.Equal(["1"], Asked.Of("10:30 ann /\n11:00 bob /", "visitors", range: Clock("10:30", "11:00")));

    [Fact]
    public void A_visit_counts_in_the_hours_of_the_range_only() =>
        Assert.Equal(
            ["2026-03-10 10:00:00 1", "2026-03-10 11:00:00 1"],
            Asked.Of("09:50 ann /\n10:10 ann /\n10:40 ann /\n11:10 ann /\n11:40 ann /\n12:10 ann /", "visits", "time:hour", Clock("10:30", "12:00")));

    [Fact]
    public void Weeks_begin_on_Monday_and_the_first_with_the_range()
    {
        StatsRange range = Days(Tallinn, "2026-03-11", "2026-03-17");
        Assert.Equal(
            ["2026-03-11 1", "2026-03-16 2"],
            Asked.Of("03-11 10:00 a /\n03-16 10:00 b /\n03-17 10:00 c /", "visitors", "time:week", range));
    }

    [Fact]
    public void A_month_is_named_by_its_first_day() =>
        Assert.Equal(["2026-03-01 1"], Asked.Of("03-11 10:00 a /", "visitors", "time:month", Days(SiteCalendar.Utc, "2026-03-11", "2026-03-17")));

    [Fact]
    public void The_hour_that_the_clock_repeats_is_one_hour_and_the_one_it_skips_is_none()
    {
        IReadOnlyList<Event> events = Told.Events("10-25 00:30 ann /\n10-25 00:59 ann ...\n10-25 01:15 ann /", Tallinn);
        StatsRange autumn = Days(Tallinn, "2026-10-25", "2026-10-25"), spring = Days(Tallinn, "2026-03-29", "2026-03-29");
        StatsResult result = Asked.Result(events, Asked.Query("visits pageviews", "time:hour", autumn, extras: new(TimeLabels: true)), Tallinn);
        Assert.Equal(["2026-10-25 03:00:00 1 2"], Asked.Lines(result));
        Assert.Equal(24, result.TimeLabels!.Count);
        IReadOnlyList<string> labels = Asked.Result([], Asked.Query("visits", "time:hour", spring, extras: new(TimeLabels: true)), Tallinn).TimeLabels!;
        Assert.Equal(23, labels.Count);
        Assert.DoesNotContain("2026-03-29 03:00:00", labels);
    }

    [Fact]
    public void Hours_are_those_of_the_clock_on_the_wall_in_Kathmandu()
    {
        SiteCalendar kathmandu = SiteCalendar.For("Asia/Kathmandu");
        StatsQueryOutcome query = Asked.Query("visits", "time:hour", Days(kathmandu, "2026-03-10", "2026-03-10"));
        Assert.Equal(
            ["2026-03-10 15:00:00 1", "2026-03-10 16:00:00 1"],
            Asked.Lines(Asked.Result(Told.Events("10:14 ann /\n10:15 bob /", kathmandu), query, kathmandu)));
    }

    [Fact]
    public void A_day_in_Santiago_that_begins_at_one_has_no_hour_zero()
    {
        SiteCalendar santiago = SiteCalendar.For("America/Santiago");
        StatsQueryOutcome query = Asked.Query("visits", "time:hour", Days(santiago, "2026-09-06", "2026-09-06"), extras: new(TimeLabels: true));
        StatsResult result = Asked.Result(Told.Events("09-06 04:00 ann /", santiago), query, santiago);
        Assert.Equal(["2026-09-06 01:00:00 1"], Asked.Lines(result));
        Assert.Equal("2026-09-06 01:00:00", result.TimeLabels![0]);
        Assert.Equal(23, result.TimeLabels.Count);
    }

    [Theory]
    [InlineData("2026-03-10", "2026-03-11", "2026-03-10 00:00:00")]
    [InlineData("2026-03-10", "2026-03-12", "2026-03-10")]
    [InlineData("2026-03-10", "2026-04-19", "2026-03-10")]
    [InlineData("2026-03-10", "2026-04-20", "2026-03-10|2026-03-16")]
    [InlineData("2026-01-01", "2027-01-06", "2026-01-01|2026-01-05")]
    [InlineData("2026-01-01", "2027-01-07", "2026-01-01|2026-02-01")]
    public void Time_chooses_the_bucket_that_suits_the_range(string first, string last, string labels)
    {
        StatsQueryOutcome query = Asked.Query("visits", "time", Days(SiteCalendar.Utc, first, last), extras: new(TimeLabels: true));
        string[] expected = labels.Split('|');
        Assert.Equal(expected, Asked.Result([], query).TimeLabels!.Take(expected.Length));
    }

    [Fact]
    public void Two_days_of_which_one_has_25_hours_are_still_shown_by_the_hour()
    {
        StatsQueryOutcome query = Asked.Query("visits", "time", Days(Tallinn, "2026-10-25", "2026-10-26"), extras: new(TimeLabels: true));
        Assert.Equal("2026-10-25 00:00:00", Asked.Result([], query, Tallinn).TimeLabels![0]);
    }

    [Theory]
    [InlineData("day", "2026-03-11", "2026-03-11")]
    [InlineData("7d", "2026-03-04", "2026-03-10")]
    [InlineData("28d", "2026-02-11", "2026-03-10")]
    [InlineData("30d", "2026-02-09", "2026-03-10")]
    [InlineData("91d", "2025-12-10", "2026-03-10")]
    [InlineData("1d", "2026-03-10", "2026-03-10")]
    [InlineData("month", "2026-03-01", "2026-03-31")]
    [InlineData("6mo", "2025-09-01", "2026-02-28")]
    [InlineData("12mo", "2025-03-01", "2026-02-28")]
    [InlineData("1mo", "2026-02-01", "2026-02-28")]
    [InlineData("year", "2026-01-01", "2026-12-31")]
    [InlineData("all", "2024-02-29", "2026-03-11")]
    public void A_named_range_of_days_is_found_on_the_sites_calendar(string name, string first, string last)
    {
        // It is still the tenth in UTC.
        StatsRange range = NamedRange.Find(name, Tallinn, new(2026, 3, 10, 23, 30, 0, TimeSpan.Zero), new(2024, 2, 29))!;
        Assert.Equal((first, last, true), (range.FirstDay.ToString(), range.LastDay.ToString(), range.IsWholeDays));
    }

    [Theory]
    [InlineData("24h", 86_400)]
    [InlineData("30m", 1_800)]
    [InlineData("realtime", 300)]
    public void A_named_range_by_the_clock_ends_with_the_present_second(string name, int seconds)
    {
        StatsRange range = NamedRange.Find(name, Tallinn, Some.Noon.AddMilliseconds(700), Some.Day)!;
        Assert.Equal((Some.Noon.AddSeconds(-seconds), Some.Noon.AddSeconds(1), false), (range.From, range.Before, range.IsWholeDays));
    }

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("mo")]
    [InlineData("0d")]
    [InlineData("-1d")]
    [InlineData("+1d")]
    [InlineData(" 7d")]
    [InlineData("7D")]
    [InlineData("5001d")]
    [InlineData("101mo")]
    [InlineData("99999999999d")]
    [InlineData("٣d")]
    [InlineData("90m")]
    public void Nothing_else_is_a_range(string name) => Assert.Null(NamedRange.Find(name, Tallinn, Some.Noon, Some.Day));

    private static StatsRange Days(SiteCalendar calendar, string first, string last) =>
        StatsRange.OfDays(calendar, LocalDay.Parse(first), LocalDay.Parse(last))!;

    private static StatsRange Clock(string from, string before) =>
        StatsRange.OfInstants(SiteCalendar.Utc, Some.Noon.Date + TimeSpan.Parse(from, null), Some.Noon.Date + TimeSpan.Parse(before, null))!;
}
