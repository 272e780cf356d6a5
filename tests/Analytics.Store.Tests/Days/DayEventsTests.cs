using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Events;

namespace Analytics.Store.Tests.Days;

public sealed class DayEventsTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 11, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_id_counts_once()
    {
        Event e = Some.Pageview("a", "/", Some.Noon);
        Assert.Equal([e], DayEvents.Deduplicate([e, e, e], []));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_two_copies_the_one_received_first_wins_however_they_are_read(bool laterFirst)
    {
        Event early = Some.Pageview("a", "/early", Some.Noon);
        Event late = Some.Pageview("a", "/late", Some.Noon.AddMinutes(-5)) with { ReceivedAt = Some.Noon.AddMilliseconds(1) };
        Assert.Equal([early], DayEvents.Deduplicate(laterFirst ? [late, early] : [early, late], []));
    }

    [Fact]
    public void A_copy_received_earlier_in_the_neighbouring_day_takes_the_event_away()
    {
        Event own = Received("a", Midnight.AddSeconds(5), day: 11);
        Assert.Empty(DayEvents.Deduplicate([own], [Received("a", Midnight.AddSeconds(-1), day: 10)]));
        Assert.Equal([own], DayEvents.Deduplicate([own], [Received("b", Midnight.AddSeconds(-1), day: 10)]));
        Assert.Equal([own], DayEvents.Deduplicate([own], [Received("a", Midnight.AddSeconds(6), day: 10)]));
    }

    [Fact]
    public void A_retry_dated_before_midnight_gives_way_to_the_original_after_it()
    {
        Event retry = Received("a", Midnight.AddSeconds(5), day: 10);
        Event original = Received("a", Midnight.AddMilliseconds(200), day: 11);
        Assert.Empty(DayEvents.Deduplicate([retry], [original]));
        Assert.Equal([original], DayEvents.Deduplicate([original], [retry]));
    }

    [Fact]
    public void Copies_of_two_days_received_in_the_same_millisecond_count_in_the_earlier_day_only()
    {
        Event before = Received("a", Midnight, day: 10), after = Received("a", Midnight, day: 11);
        Assert.Equal([before], DayEvents.Deduplicate([before], [after]));
        Assert.Empty(DayEvents.Deduplicate([after], [before]));
    }

    [Theory]
    [InlineData(-600_001, false)]
    [InlineData(-600_000, true)]
    [InlineData(599_999, true)]
    [InlineData(600_000, false)]
    public void A_day_looks_ten_minutes_over_its_border(int milliseconds, bool isNear) =>
        Assert.Equal(isNear, DayEvents.IsNear(Received("a", Midnight.AddMilliseconds(milliseconds), day: 10), Midnight));

    private static Event Received(string id, DateTimeOffset at, int day) =>
        Some.Pageview(id, "/", at) with { Day = new LocalDay(2026, 3, day) };
}
