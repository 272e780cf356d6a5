using Analytics.Engine.Days;
using Analytics.Engine.Reading;
using Analytics.Engine.Stats;
using Analytics.Store.Blocks;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Ranges;
using Analytics.Store.Stats.Reads;
using Analytics.Store.Stats.Visits;
using Analytics.Store.Visits;
using Analytics.Testing.Simulation;

namespace Analytics.Engine.Tests.Stats;

public sealed class VisitReaderTests
{
    private const int DaysOfWorld = 12;
    private static readonly Site Site = Some.Site();
    private static readonly StatsRange Range = StatsRange.OfDays(Site.Calendar, new(2026, 3, 1), new(2026, 3, DaysOfWorld))!;

    private readonly List<string> _read = [];

    private static ListQuery Query(int limit) => new(Range, Filter.Everything, limit);

    private static ReadReceipt Receipt => new(ReadBudget.Unlimited);

    private static LocalDay DayOf(int day) => new(2026, 3, day);

    // Some days are sealed; the others are read in full whatever is asked, as raw events are.
    private VisitReader Reader(IReadOnlyList<Event> events, Predicate<int> isSealed) => new((site, ranges, _) =>
    {
        int[] touched = [.. Enumerable.Range(1, DaysOfWorld).Where(day => ranges.Any(r => DayOf(day) >= r.First && DayOf(day) <= r.Last))];
        return Task.FromResult(new DayReading(
            (days, _, _) => Contents([.. days.Select(day => day.Date.Date.Day)], events, isSealed: true),
            _ => Contents([.. touched.Where(day => !isSealed(day))], events, isSealed: false),
            () => default)
        {
            Sealed = [.. touched.Where(day => isSealed(day)).Select(Stored)],
            Unsealed = [.. touched.Where(day => !isSealed(day)).Select(DayOf)],
        });
    }, new ManualClock(Some.Noon));

    private async IAsyncEnumerable<DayContent> Contents(int[] days, IReadOnlyList<Event> events, bool isSealed)
    {
        foreach (int day in days)
        {
            _read.Add(DayOf(day).ToString()[^2..]);
            await Task.Yield();
            yield return new DayContent(DayOf(day), isSealed ? Stored(day) : null, [Block.Of(DayVisits.Gather(DayOf(day), [.. events.Where(e => e.Day == DayOf(day))]))]);
        }
    }

    private static Day Stored(int day) => new()
    {
        Site = Site.Id,
        Date = DayOf(day),
        State = DayState.Sealed,
        Version = 3,
        Start = Site.Calendar.StartOf(DayOf(day)),
        End = Site.Calendar.EndOf(DayOf(day)),
        Zone = "UTC",
        Rows = 1,
        ContentHash = "0123456789abcdef",
        Blocks = [new DayBlock(BlockId.Parse("b0#001"), BlockKind.Sealed, 1, 1_000, 1)],
        Totals = new DayTotals(),
    };

    private static Event[] World(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, random.Next(1, 80)).Select(i =>
            Some.Pageview($"e{i}", $"/{random.Next(4)}", new DateTimeOffset(2026, 3, random.Next(1, DaysOfWorld + 1), 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(0, 1_440)), (ulong)random.Next(1, 5)))];
    }

    [Fact]
    public async Task The_first_page_costs_the_days_that_hold_it()
    {
        Event[] events = [.. Enumerable.Range(1, DaysOfWorld).Select(day => Some.Pageview($"e{day}", "/", new DateTimeOffset(2026, 3, day, 10, 0, 0, TimeSpan.Zero)))];

        (IReadOnlyList<ListedVisit> visits, ListPlace? next) = await Reader(events, day => day < 12).ListVisitsAsync(Site, Query(2), Receipt, TestContext.Current.CancellationToken);

        Assert.Equal([12, 11], visits.Select(v => v.Start.Day));
        Assert.Equal(["12", "11", "10", "09"], _read); // ever more at a time, so that a long way back takes few steps

        _read.Clear();
        (visits, _) = await Reader(events, day => day < 12).ListVisitsAsync(Site, Query(2) with { After = next }, Receipt, TestContext.Current.CancellationToken);
        Assert.Equal([10, 9], visits.Select(v => v.Start.Day));
        Assert.DoesNotContain("12", _read);
    }

    [Fact]
    public async Task An_old_day_that_takes_events_again_hides_no_newer_visit()
    {
        Event[] events = [.. Enumerable.Range(1, DaysOfWorld).SelectMany(day => Enumerable.Range(0, day == 2 ? 5 : 1).Select(i => Some.Pageview($"e{day}-{i}", "/", new DateTimeOffset(2026, 3, day, 10 + i, 0, 0, TimeSpan.Zero), (ulong)i + 1)))];

        (IReadOnlyList<ListedVisit> visits, _) = await Reader(events, day => day != 2).ListVisitsAsync(Site, Query(3), Receipt, TestContext.Current.CancellationToken);

        Assert.Equal([12, 11, 10], visits.Select(v => v.Start.Day));
    }

    [Fact]
    public async Task A_filter_that_nothing_meets_does_not_read_more_than_the_budget()
    {
        Event[] events = [.. Enumerable.Range(1, DaysOfWorld).Select(day => Some.Pageview($"e{day}", "/", new DateTimeOffset(2026, 3, day, 10, 0, 0, TimeSpan.Zero)))];
        ListQuery none = Query(5) with { Filter = Filter.Where("event:page", FilterOperator.Is, "/nowhere") };

        AnalyticsInputException refused = await Assert.ThrowsAsync<AnalyticsInputException>(() => Reader(events, day => day < 12).ListVisitsAsync(
            Site, none, new ReadReceipt(new ReadBudget { Blocks = 4 }), TestContext.Current.CancellationToken));

        Assert.Equal("budget", refused.Faults[0].Field);
        Assert.InRange(_read.Count, 1, 5);
    }

    /// <summary>Of any world, page after page is the whole list, each visit and event once, in its order.</summary>
    [Fact]
    public async Task Pages_are_the_whole_list_whatever_it_is_sorted_by()
    {
        foreach (int seed in Seeds.Some(200))
        {
            Event[] events = World(seed);
            var random = new Random(seed);
            int open = random.Next(1, DaysOfWorld + 1);
            VisitReader reader = Reader(events, day => day != open);
            ListQuery query = Query(random.Next(1, 6)) with { Order = (VisitOrder)random.Next(4), Ascending = random.Next(2) == 0 };

            List<ListedVisit> visits = [];
            ListPlace? after = null;
            do
            {
                (IReadOnlyList<ListedVisit> page, after) = await reader.ListVisitsAsync(Site, query with { After = after }, Receipt, TestContext.Current.CancellationToken);
                visits.AddRange(page);
            }
            while (after is not null);

            (IReadOnlyList<ListedVisit> whole, _) = await reader.ListVisitsAsync(Site, query with { Limit = ListQuery.MaxLimit }, Receipt, TestContext.Current.CancellationToken);
            Assert.Equal(whole.Select(v => v.Key), visits.Select(v => v.Key));
            Assert.Equal(events.Length, visits.Sum(v => v.Pageviews));
            long[] keys = [.. visits.Select(v => v.Place.Key)];
            Assert.Equal(query.Ascending ? keys.Order() : keys.OrderDescending(), keys);

            (IReadOnlyList<ListedEvent> listed, _) = await reader.ListEventsAsync(Site, Query(ListQuery.MaxLimit), Receipt, TestContext.Current.CancellationToken);
            Assert.Equal(events.Select(e => e.Time).OrderDescending(), listed.Select(e => e.At));
            Assert.All(listed, e => Assert.Contains(visits, v => v.Key == e.Visit && v.Start <= e.At && e.At <= v.End));

            ListedVisit some = visits[random.Next(visits.Count)];
            (VisitCourse? course, _) = await reader.FindAsync(Site, some.Key, TestContext.Current.CancellationToken);
            Assert.Equal((some.Pageviews, some.Start, some.End), (course!.Events.Count, course.Events[0].At, course.Events[^1].At));
        }
    }
}
