using Analytics.Store.Blocks;
using Analytics.Store.Blocks.Format;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Visits;

namespace Analytics.Store.Tests.Days;

public class KindRetentionTests
{
    private const EventKinds All = EventKinds.Events | EventKinds.Errors | EventKinds.Vitals;

    [Theory]
    [InlineData("pageview", EventKinds.None)]
    [InlineData("engagement", EventKinds.None)]
    [InlineData("error", EventKinds.Errors)]
    [InlineData("web_vitals", EventKinds.Vitals)]
    [InlineData("Error", EventKinds.Events)]
    [InlineData("Signup", EventKinds.Events)]
    public void Each_event_is_of_one_kind(string name, EventKinds kind) => Assert.Equal(kind, EventKind.Of(name));

    // On 29 March the clock of Tallinn skips an hour; the day is over by the calendar, not by hours.
    [Theory]
    [InlineData("2026-03-30T20:59:59.999Z", EventKinds.None)]
    [InlineData("2026-03-30T21:00:00Z", EventKinds.Errors)]
    [InlineData("2026-03-31T20:59:59.999Z", EventKinds.Errors)]
    [InlineData("2026-03-31T21:00:00Z", EventKinds.Errors | EventKinds.Events)]
    public void A_kind_is_kept_whole_days_after_its_own_on_the_sites_calendar(string now, EventKinds expired)
    {
        Site site = Some.Site() with { Timezone = "Europe/Tallinn", Settings = new SiteSettings { ErrorsRetentionDays = 3, EventsRetentionDays = 4 } };

        Assert.Equal(expired, KindRetention.ExpiredOf(site, new LocalDay(2026, 3, 27), DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_visit_keeps_of_emptied_events_those_that_it_cannot_do_without()
    {
        string[] names = ["Signup", "Signup", "Signup", "pageview", "Signup", "Signup", "Signup"];
        int[] minutes = [0, 1, 29, 40, 41, 70, 75];
        Event[] events = [.. names.Select((name, i) => Some.Pageview($"e{i}", "/", Some.Noon.AddMinutes(minutes[i])) with { Name = name, Interactive = i == 4 })];
        var before = DayVisits.Gather(Some.Day, events);

        DayVisits after = DayVisits.Gather(Some.Day, events.Select(e => All.Without(e))).Trimmed();

        // The first, one without which it would be two visits, the page view, the one that undoes the bounce, and the last.
        Assert.Equal([0, 29, 40, 41, 70, 75], Assert.Single(after.Visits).Events.Select(e => (int)(e.Time - Some.Noon).TotalMinutes));
        Assert.Equal(Facts(before), Facts(after));
        DayVisits again = DayVisits.Gather(Some.Day, after.Visits.SelectMany(v => v.Events));
        Assert.Equal(Facts(before), Facts(again));

        static string Facts(DayVisits day) => string.Join(' ', day.Visits.Select(v => $"{v.Start:O} {v.End:O} {v.Pageviews} {v.IsBounce} {v.EntryPage}"));
    }

    [Fact]
    public void An_emptied_event_says_nothing_and_comes_back_so_from_what_is_stored()
    {
        Event full = Some.Pageview("e1", "/secret", Some.Noon) with
        {
            Name = "Signup",
            Props = new Dictionary<string, string> { ["plan"] = "secret" },
            UserId = "secret",
            Revenue = new Revenue("EUR", 5),
            Page = new Page("secret.example.com", "/secret", "secret"),
            Referral = new Referral(null, "Google", "Organic Search"),
        };
        Event emptied = All.Without(full);
        byte[] log = BlockWriter.Log(Some.Day, [emptied]), old = BlockWriter.Log(Some.Day, [full]);

        Event read = Assert.Single(BlockReader.Open(log, "log").ToEvents(full.Site));
        Assert.True(read.IsEmptied);
        Assert.Equal((full.Id, full.Time, full.ReceivedAt, full.Visitor, "Google"), (read.Id, read.Time, read.ReceivedAt, read.Visitor, read.Referral.Source));
        Assert.Equal((0, null, null), (read.Props.Count, read.UserId, read.Revenue));
        Assert.DoesNotContain("secret", read.ToString(), StringComparison.Ordinal);
        Assert.Equal((1, 2), (old[2], log[2])); // what a release that knows no emptied events must not read has another version
        Assert.Same(emptied, All.Without(emptied));
    }
}
