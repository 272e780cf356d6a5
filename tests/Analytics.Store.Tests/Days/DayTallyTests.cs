using Analytics.Store.Calendars;
using Analytics.Store.Pages;
using Analytics.Store.Visits;
using Analytics.Store.Days;
using Analytics.Store.Sites;
using Analytics.Store.Stats;

namespace Analytics.Store.Tests.Days;

public sealed class DayTallyTests
{
    [Fact]
    public void A_day_counts_its_events_visits_and_visitors()
    {
        DayTotals totals = Tally("10:00 ann /\n10:05 ann /a\n12:00 ann /\n12:00 bob *Signup\n12:01 - /\n12:02 bob ...").Totals;

        Assert.Equal(new DayTotals(4, 2, 3, 1, 420_000, 5), totals);
    }

    [Fact]
    public void A_visit_counts_in_every_hour_from_its_first_event_to_its_last()
    {
        IReadOnlyList<DayTotals> hours = Tally("10:50 ann /\n11:15 ann ...\n11:40 ann ...\n12:05 ann /b").Hours;

        Assert.Equal(24, hours.Count);
        Assert.Equal(new DayTotals(1, 1, 1, 0, 4_500_000, 1), hours[10]);
        Assert.Equal(new DayTotals(0, 1, 1, 0, 4_500_000, 0), hours[11]);
        Assert.Equal(new DayTotals(1, 1, 1, 0, 4_500_000, 1), hours[12]);
    }

    [Fact]
    public void A_visitor_of_two_visits_within_an_hour_is_one_visitor_of_it()
    {
        DayTotals hour = Tally("10:00 ann /\n10:45 ann /").Hours[10];

        Assert.Equal((1, 2, 2), (hour.Visitors, hour.Visits, hour.Bounces));
    }

    [Fact]
    public void A_bounce_takes_no_time() => Assert.Equal(0, Tally("10:00 ann /\n10:20 ann ...").Totals.DurationMs);

    [Theory]
    [InlineData("Europe/Tallinn", 2026, 3, 29, 23)]
    [InlineData("Europe/Tallinn", 2026, 10, 25, 25)]
    [InlineData("Australia/Lord_Howe", 2026, 4, 5, 25)]
    [InlineData("UTC", 2026, 3, 10, 24)]
    public void A_day_has_as_many_hours_as_the_clock_gives_it(string zone, int year, int month, int date, int hours)
    {
        SiteCalendar calendar = SiteCalendar.For(zone);
        var day = new LocalDay(year, month, date);

        Assert.Equal(hours, new DayTally(calendar.StartOf(day), calendar.EndOf(day)).Hours.Count);
    }

    [Fact]
    public void An_event_beyond_the_day_that_it_was_given_counts_in_the_hour_next_to_it()
    {
        DateTimeOffset start = SiteCalendar.Utc.StartOf(Some.Day);
        var tally = new DayTally(start, start.AddHours(24));
        tally.Add(DayVisits.Gather(Some.Day, [Some.Pageview("a", "/", start.AddMinutes(-5)), Some.Pageview("b", "/", start.AddHours(25), visitor: 2)]));

        Assert.Equal((1, 1, 2), (tally.Hours[0].Pageviews, tally.Hours[23].Pageviews, tally.Totals.Pageviews));
    }

    [Fact]
    public void Pages_are_counted_all_of_them_by_path()
    {
        var pages = new PageTally();
        pages.Add(DayVisits.Gather(Some.Day, Told.Events("10:00 ann /\n10:01 ann /a\n10:02 ann /\n12:00 ann /a\n12:00 bob /a\n12:01 - /b\n12:02 cyd *Signup")));

        Assert.Equal([new("/", 2, 1, 1, 1, 0), new("/a", 3, 2, 2, 2, 2), new PageStats("/b", 1, 0, 0, 0, 0)], pages.Pages);
    }

    private static DayTally Tally(string told)
    {
        var tally = new DayTally(SiteCalendar.Utc.StartOf(Some.Day), SiteCalendar.Utc.EndOf(Some.Day));
        tally.Add(DayVisits.Gather(Some.Day, Told.Events(told)));
        return tally;
    }
}
