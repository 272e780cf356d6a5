using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Store.Tests.Sites;

public class SiteCalendarTests
{
    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text + "Z", System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("Europe/Tallinn", "2026-03-28", 24)]
    [InlineData("Europe/Tallinn", "2026-03-29", 23)]
    [InlineData("Europe/Tallinn", "2026-10-25", 25)]
    [InlineData("Asia/Kathmandu", "2026-03-10", 24)]
    [InlineData("Australia/Lord_Howe", "2026-04-05", 24.5)]
    [InlineData("America/Santiago", "2026-09-06", 23)]
    [InlineData("America/Santiago", "2026-04-04", 25)]
    public void A_day_is_as_long_as_the_clock_says(string zone, string day, double hours)
    {
        var calendar = SiteCalendar.For(zone);
        LocalDay date = LocalDay.Parse(day);

        Assert.Equal(hours, (calendar.EndOf(date) - calendar.StartOf(date)).TotalHours);
    }

    [Fact]
    public void A_day_whose_midnight_is_skipped_begins_when_the_clock_jumps() =>
        Assert.Equal(Utc("2026-09-06T04:00:00"), SiteCalendar.For("America/Santiago").StartOf(new LocalDay(2026, 9, 6)));

    [Fact]
    public void A_midnight_that_comes_twice_counts_the_first_time()
    {
        var calendar = SiteCalendar.For("America/Havana"); // 2026-11-01 01:00 → 00:00
        LocalDay day = new(2026, 11, 1);

        Assert.Equal(Utc("2026-11-01T04:00:00"), calendar.StartOf(day));
        Assert.Equal(day, calendar.DayOf(Utc("2026-11-01T05:30:00")));
    }

    [Fact]
    public void A_clock_that_goes_back_over_midnight_does_not_bring_yesterday_back()
    {
        var calendar = SiteCalendar.For("America/Santiago"); // on 2026-04-05 at 00:00 the clock goes back to 23:00 of the 4th

        Assert.Equal(new LocalDay(2026, 4, 4), calendar.DayOf(Utc("2026-04-05T03:30:00")));
        Assert.Equal(Utc("2026-04-05T04:00:00"), calendar.StartOf(new LocalDay(2026, 4, 5)));
    }

    [Theory]
    [InlineData("Europe/Tallinn")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("America/Santiago")]
    [InlineData("America/Havana")]
    [InlineData("Africa/Cairo")]
    [InlineData("Asia/Beirut")]
    [InlineData("Pacific/Apia")]
    [InlineData("America/Scoresbysund")]
    public void Days_tile_time(string zone)
    {
        var calendar = SiteCalendar.For(zone);
        for (DateTimeOffset t = Utc("2011-12-01T00:00:00"); t < Utc("2012-02-01T00:00:00"); t = t.AddMinutes(15))
        {
            AssertTiles(calendar, t);
        }

        for (DateTimeOffset t = Utc("2025-12-31T00:00:00"); t < Utc("2027-01-02T00:00:00"); t = t.AddMinutes(30))
        {
            AssertTiles(calendar, t);
        }
    }

    [Fact]
    public void A_change_of_zone_takes_effect_at_a_midnight_of_the_new_zone_and_leaves_no_gap()
    {
        DateTimeOffset now = Utc("2026-03-10T12:00:00");
        SiteCalendar changed = SiteCalendar.For("America/Los_Angeles").ChangeZone("Asia/Tokyo", now);

        LocalDay first = changed.History[1].From;
        Assert.Equal("Asia/Tokyo", changed.Zone);
        Assert.True(changed.StartOf(first) >= now.AddMinutes(10));
        Assert.Equal(SiteCalendar.For("America/Los_Angeles").DayOf(now), changed.DayOf(now));
        for (DateTimeOffset t = now.AddDays(-3); t < now.AddDays(4); t = t.AddMinutes(15))
        {
            AssertTiles(changed, t);
        }
    }

    [Theory]
    [InlineData("Asia/Tokyo", "America/Los_Angeles")]
    [InlineData("Pacific/Kiritimati", "Pacific/Pago_Pago")]
    [InlineData("UTC", "Europe/Tallinn")]
    public void A_day_never_changes_under_an_event_that_was_accepted_before_the_change(string from, string to)
    {
        DateTimeOffset now = Utc("2026-03-10T14:59:00");
        var before = SiteCalendar.For(from);
        SiteCalendar after = before.ChangeZone(to, now);

        for (DateTimeOffset t = now.AddDays(-2); t <= now.AddMinutes(10); t = t.AddMinutes(7))
        {
            Assert.Equal(before.DayOf(t), after.DayOf(t));
        }

        for (DateTimeOffset t = now.AddDays(-2); t < now.AddDays(4); t = t.AddMinutes(15))
        {
            AssertTiles(after, t);
        }
    }

    private static void AssertTiles(SiteCalendar calendar, DateTimeOffset t)
    {
        LocalDay day = calendar.DayOf(t);
        Assert.True(calendar.StartOf(day) <= t && t < calendar.EndOf(day), $"{t:u} is not within {day} in {calendar.Zone}");
    }
}
