using Analytics.Store.Visits;
using Analytics.Store.Days;
using Analytics.Store.Events;

namespace Analytics.Store.Tests.Days;

public sealed class DayVisitsTests
{
    [Fact]
    public void A_visit_goes_on_for_exactly_thirty_minutes_of_silence()
    {
        Visit visit = Assert.Single(Gather("10:00 ann /\n10:30 ann /a").Visits);
        Assert.Equal(TimeSpan.FromMinutes(30), visit.End - visit.Start);
    }

    [Fact]
    public void A_visit_ends_after_thirty_minutes_of_silence() =>
        Assert.Equal(2, Gather("10:00 ann /\n10:30:00.001 ann /a").Visits.Count);

    [Fact]
    public void Silence_is_counted_from_the_last_event_not_from_the_first() =>
        Assert.Single(Gather("10:00 ann /\n10:29 ann /\n10:58 ann /\n11:28 ann /").Visits);

    [Fact]
    public void Every_visitor_has_visits_of_their_own() =>
        Assert.Equal(2, Gather("10:00 ann /\n10:01 bob /\n10:02 ann /\n10:03 bob /").Visits.Count);

    [Fact]
    public void Engagement_makes_a_visit_longer()
    {
        Visit visit = Assert.Single(Gather("10:00 ann /\n10:20 ann ...\n10:45 ann /b").Visits);
        Assert.Equal("10:45", visit.End.ToString("HH:mm", null));
        Assert.Equal(3, visit.Events.Count);
    }

    [Fact]
    public void Engagement_opens_no_visit_and_bridges_no_silence()
    {
        IReadOnlyList<Visit> visits = Gather("09:00 ann ...\n10:00 ann /\n10:31 ann ...\n10:45 ann /b\n10:46 ann ...").Visits;
        Assert.Equal(["10:00-10:00", "10:45-10:46"], visits.Select(v => $"{v.Start:HH:mm}-{v.End:HH:mm}"));
    }

    [Fact]
    public void An_event_without_a_visitor_belongs_to_no_visit()
    {
        DayVisits day = Gather("10:00 - /\n10:01 - ...\n10:02 - *Signup");
        Assert.Empty(day.Visits);
        Assert.Equal(["pageview", "Signup"], day.Unvisited.Select(e => e.Name));
    }

    [Fact]
    public void Entry_and_exit_are_the_first_and_the_last_pageview()
    {
        Visit visit = Assert.Single(Gather("10:00 ann *Started\n10:01 ann /a\n10:02 ann /b\n10:03 ann *Done\n10:04 ann ...").Visits);
        Assert.Equal(("/a", "/b"), (visit.EntryPage, visit.ExitPage));
        Assert.Equal("Started", visit.Opening.Name);
    }

    [Fact]
    public void A_visit_of_custom_events_has_no_entry_page()
    {
        Visit visit = Assert.Single(Gather("10:00 ann *Signup").Visits);
        Assert.Null(visit.EntryPage);
        Assert.Null(visit.ExitPage);
        Assert.Equal(0, visit.Pageviews);
    }

    [Theory]
    [InlineData("10:00 ann /", true)]
    [InlineData("10:00 ann /\n10:09 ann ...", true)]
    [InlineData("10:00 ann /\n10:01 ann *Scroll quietly", true)]
    [InlineData("10:00 ann *Scroll quietly", true)]
    [InlineData("10:00 ann /\n10:01 ann *Signup", false)]
    [InlineData("10:00 ann *Signup", false)]
    [InlineData("10:00 ann /\n10:01 ann /", false)]
    [InlineData("10:00 ann / quietly\n10:01 ann / quietly", false)]
    public void A_bounce_is_fewer_than_two_pageviews_and_no_interactive_custom_event(string told, bool isBounce) =>
        Assert.Equal(isBounce, Assert.Single(Gather(told).Visits).IsBounce);

    [Fact]
    public void Events_of_one_moment_stand_in_the_order_of_receipt_then_of_id()
    {
        Event a = Some.Pageview("a", "/second", Some.Noon) with { ReceivedAt = Some.Noon.AddSeconds(1) };
        Event b = Some.Pageview("B", "/first", Some.Noon) with { ReceivedAt = Some.Noon };
        Event c = Some.Pageview("b", "/third", Some.Noon) with { ReceivedAt = Some.Noon.AddSeconds(1) };
        Visit visit = Assert.Single(DayVisits.Gather(Some.Day, [c, a, b]).Visits);
        Assert.Equal(["/first", "/second", "/third"], visit.Events.Select(e => e.Page.Path));
    }

    private static DayVisits Gather(string told) => DayVisits.Gather(Some.Day, Told.Events(told));
}
