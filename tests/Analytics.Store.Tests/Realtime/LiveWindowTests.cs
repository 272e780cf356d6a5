using Analytics.Store.Events;
using Analytics.Store.Realtime;
using Analytics.Store.Visitors;
using Analytics.Testing.Simulation;

namespace Analytics.Store.Tests.Realtime;

public sealed class LiveWindowTests
{
    private static readonly DateTimeOffset Now = Some.Noon.AddSeconds(30);

    private static Event View(string id, double secondsAgo, ulong? visitor = 1, string path = "/") => Some.Pageview(id, path, Now.AddSeconds(-secondsAgo), visitor);

    private static LiveView Look(params Event[] events)
    {
        var window = new LiveWindow();
        window.Add(events, Now);
        return window.At(Now);
    }

    [Fact]
    public void It_shows_the_last_thirty_minutes_by_the_clock()
    {
        LiveView view = Look(View("a", 0), View("b", 31), View("c", 29 * 60), View("d", (29 * 60) + 31), View("e", 45, visitor: 2));

        Assert.Equal(30, view.Minutes.Count);
        Assert.Equal(new LiveMinute(Some.Noon, 1, 1), view.Minutes[^1]);
        Assert.Equal(new LiveMinute(Some.Noon.AddMinutes(-1), 2, 2), view.Minutes[^2]);
        Assert.Equal(new LiveMinute(Some.Noon.AddMinutes(-29), 1, 1), view.Minutes[0]);
        Assert.Equal(4, view.Minutes.Sum(m => m.Pageviews));
    }

    [Fact]
    public void A_visitor_is_on_the_page_that_they_saw_last_and_came_from_where_their_first_one_says()
    {
        Event arrival = View("a", 120, path: "/") with { Referral = new Referral("news.example", "news.example", "Referral"), Place = new Place("EE") };

        LiveView view = Look(View("b", 60, path: "/pricing"), arrival, View("c", 30, visitor: 2, path: "/pricing"));

        Assert.Equal([new LiveLine("/pricing", 2)], view.Pages);
        Assert.Equal([new LiveLine(null, 1), new LiveLine("news.example", 1)], view.Sources);
        Assert.Equal([new LiveLine(null, 1), new LiveLine("EE", 1)], view.Countries);
    }

    [Fact]
    public void The_newest_events_come_first_and_engagement_is_none()
    {
        Event[] many = [.. Enumerable.Range(0, 30).Select(i => View($"e{i}", i) with { Name = i == 3 ? "Signup" : EventName.Pageview })];

        LiveView view = Look([.. many, View("x", 0) with { Name = EventName.Engagement }]);

        Assert.Equal(LiveWindow.MaxEvents, view.Events.Count);
        Assert.Equal(["pageview", "pageview", "pageview", "Signup"], view.Events.Take(4).Select(e => e.Name));
        Assert.Equal(view.Events.Select(e => e.At).OrderDescending(), view.Events.Select(e => e.At));
    }

    [Fact]
    public void Minutes_and_visitors_are_forgotten_when_they_are_over()
    {
        var window = new LiveWindow();
        window.Add([View("a", 0)], Now);

        Assert.Equal((1, 1), (window.At(Now.AddMinutes(5)).Visitors, window.At(Now.AddMinutes(5)).Minutes.Sum(m => m.Pageviews)));
        Assert.Equal((0, 1), (window.At(Now.AddMinutes(6)).Visitors, window.At(Now.AddMinutes(6)).Minutes.Sum(m => m.Pageviews)));
        LiveView later = window.At(Now.AddMinutes(31));
        Assert.Equal((0, 0, 0), (later.Visitors, later.Minutes.Sum(m => m.Pageviews), later.Events.Count));
    }

    /// <summary>However the events come, in whatever order and how often, it shows what a look at all of them together shows.</summary>
    [Fact]
    public void It_does_not_matter_how_events_come()
    {
        foreach (int seed in Seeds.Some(500))
        {
            var random = new Random(seed);
            Event[] all = [.. Enumerable.Range(0, random.Next(1, 60)).Select(i => View(
                $"e{i}", random.Next(0, 2_400) + 0.5, random.Next(10) == 0 ? null : (ulong)random.Next(1, 6), $"/{random.Next(3)}") with { Name = random.Next(5) == 0 ? "Click" : EventName.Pageview })];
            var window = new LiveWindow();
            for (int part = 0; part < 4; part++)
            {
                window.Add(all.Where(_ => random.Next(2) == 0), Now);
            }

            window.Add(all.OrderBy(_ => random.Next()), Now);
            LiveView view = window.At(Now);

            Assert.Equal(CurrentVisitors.Count(all, Now), view.Visitors);
            Assert.All(view.Minutes, minute =>
            {
                Event[] within = [.. all.Where(e => e.Time >= minute.At && e.Time < minute.At.AddMinutes(1))];
                Assert.Equal((within.Count(e => e.IsPageview), within.Select(e => e.Visitor).OfType<VisitorId>().Distinct().Count()), (minute.Pageviews, minute.Visitors));
            });
        }
    }
}
