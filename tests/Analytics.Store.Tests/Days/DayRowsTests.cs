using Analytics.Store.Calendars;
using Analytics.Store.Pages;
using Analytics.Store.Visitors;
using Analytics.Store.Visits;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Testing.Oracle;
using Analytics.Testing.Simulation;

namespace Analytics.Store.Tests.Days;

/// <summary>Replay one seed alone with <c>ANALYTICS_SEED=n</c>, run more with <c>ANALYTICS_SEEDS=n</c>.</summary>
public sealed class DayRowsTests
{
    [Fact]
    public void The_same_events_in_any_order_with_any_copies_and_however_they_are_held_make_the_same_day()
    {
        foreach (int seed in Seeds.Some(600))
        {
            var world = new RandomWorld(seed);
            var random = new Random(seed);
            LocalDay day = world.Raw[random.Next(world.Raw.Count)].Day;
            Event[] own = [.. world.Raw.Where(e => e.Day == day)];
            Event[] neighbours = [.. world.Raw.Where(e => e.Day != day && IsNear(world, e, day))];
            int perRange = 1 + random.Next(12);

            string plain = Build(world.Site, day, own, neighbours, 100_000, perRange);
            Event[] again = [.. own, .. own.Where(_ => random.Next(3) == 0)];
            random.Shuffle(again);
            random.Shuffle(neighbours);
            string packed = Build(world.Site, day, again, neighbours, 1 + random.Next(8), perRange);

            Assert.True(plain == packed, $"seed {seed}, {day}\n{plain}\n{packed}");
        }
    }

    [Fact]
    public void Range_by_range_the_day_counts_what_it_counts_as_a_whole()
    {
        foreach (int seed in Seeds.Some(300))
        {
            var world = new RandomWorld(seed);
            LocalDay day = world.Raw[0].Day;
            Event[] own = [.. world.Raw.Where(e => e.Day == day)];
            DayRows rows = Rows(world.Site, day, own, [], 3, 2);

            Event[] ranged = [.. Enumerable.Range(0, rows.Ranges).SelectMany(rows.Range)];

            Assert.Equal(DayEvents.Deduplicate(own, []).Select(Key).Order(), ranged.Select(Key).Order());
            Assert.Equal(own.Select(e => e.Id).Distinct().Count(), rows.DistinctIds);
            Assert.Equal(Counts(day, world.Calendar, [ranged]), Counts(day, world.Calendar, Enumerable.Range(0, rows.Ranges).Select(rows.Range)));
        }
    }

    [Fact]
    public void Copies_of_an_event_under_two_visitors_count_once_though_they_lie_in_two_ranges()
    {
        Event first = Some.Pageview("a", "/", Some.Noon, 1) with { ReceivedAt = Some.Noon };
        Event second = first with { Visitor = new VisitorId(ulong.MaxValue), ReceivedAt = Some.Noon.AddSeconds(1) };
        Event other = Some.Pageview("b", "/", Some.Noon, ulong.MaxValue);

        DayRows rows = Rows(Some.Site(), Some.Day, [second, other, first], [], 1, 1);

        Assert.Equal((2, 2), (rows.Ranges, rows.DistinctIds));
        Assert.Equal([first.Visitor], rows.Range(0).Select(e => e.Visitor));
        Assert.Equal(["b"], rows.Range(1).Select(e => e.Id.Value));
    }

    [Fact]
    public void A_copy_of_one_moment_in_two_shards_is_decided_by_its_visitor_not_by_the_order_of_reading()
    {
        Event nobody = Some.Pageview("a", "/", Some.Noon, null), somebody = Some.Pageview("a", "/", Some.Noon, 7);

        Assert.Equal([nobody], DayEvents.Deduplicate([nobody, somebody], []));
        Assert.Equal([nobody], DayEvents.Deduplicate([somebody, nobody], []));
    }

    [Fact]
    public void Events_without_a_visitor_lie_in_the_first_range()
    {
        Event[] events = [.. Enumerable.Range(0, 5).Select(i => Some.Pageview($"e{i}", "/", Some.Noon, i < 3 ? null : ulong.MaxValue - (ulong)i))];

        DayRows rows = Rows(Some.Site(), Some.Day, events, [], 2, 2);

        Assert.Equal(4, rows.Ranges);
        Assert.Equal([3, 0, 0, 2], Enumerable.Range(0, 4).Select(range => rows.Range(range).Count));
    }

    [Fact]
    public void The_first_receipt_of_all_is_remembered() => Assert.Equal(
        Some.Noon.AddHours(-1),
        Rows(Some.Site(), Some.Day, [Some.Pageview("a", "/", Some.Noon), Some.Pageview("b", "/", Some.Noon.AddHours(-1)), Some.Pageview("c", "/", Some.Noon)], [], 2, 9).FirstReceipt);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(60_000, 1)]
    [InlineData(60_001, 2)]
    [InlineData(120_001, 4)]
    [InlineData(10_000_000, 256)]
    [InlineData(1_000_000_000, 512)]
    public void A_day_is_cut_by_the_number_of_its_events_alone(long events, int ranges) => Assert.Equal(ranges, DayRanges.CountFor(events));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    [InlineData(512)]
    public void Ranges_tile_the_hashes(int count)
    {
        for (int range = 0; range < count; range++)
        {
            (ulong first, ulong last) = DayRanges.BoundsOf(range, count);
            Assert.Equal((range, range), (DayRanges.Of(new VisitorId(first), count), DayRanges.Of(new VisitorId(last), count)));
            Assert.Equal(range == count - 1 ? ulong.MaxValue : DayRanges.BoundsOf(range + 1, count).First - 1, last);
        }
    }

    private static (string, LocalDay, DateTimeOffset) Key(Event e) => (e.Id.Value, e.Day, e.ReceivedAt);

    private static bool IsNear(RandomWorld world, Event e, LocalDay day) =>
        (e.Day == day.Plus(-1) && DayEvents.IsNear(e, world.Calendar.StartOf(day))) || (e.Day == day.Plus(1) && DayEvents.IsNear(e, world.Calendar.EndOf(day)));

    private static DayRows Rows(Site site, LocalDay day, IEnumerable<Event> own, IEnumerable<Event> neighbours, int inMemory, int perRange)
    {
        var rows = new DayRows(site.Id, day, inMemory, perRange);
        foreach (Event e in own)
        {
            rows.Add(e);
        }

        rows.Complete(neighbours);
        return rows;
    }

    private static string Build(Site site, LocalDay day, IEnumerable<Event> own, IEnumerable<Event> neighbours, int inMemory, int perRange)
    {
        DayRows rows = Rows(site, day, own, neighbours, inMemory, perRange);
        var builder = new DayBuilder(day, site.Calendar.StartOf(day), site.Calendar.EndOf(day));
        var pages = new PageTally();
        for (int range = 0; range < rows.Ranges; range++)
        {
            _ = builder.Add(rows.Range(range), out DayVisits visits);
            pages.Add(visits);
        }

        return $"{rows.Ranges} {rows.DistinctIds} {builder.Rows} {builder.ContentHash} {builder.Totals}\n{string.Join('\n', builder.Hours)}\n{string.Join('\n', pages.Pages)}";
    }

    private static string Counts(LocalDay day, SiteCalendar calendar, IEnumerable<IReadOnlyList<Event>> ranges)
    {
        var tally = new DayTally(calendar.StartOf(day), calendar.EndOf(day));
        var pages = new PageTally();
        foreach (IReadOnlyList<Event> range in ranges)
        {
            DayVisits visits = DayVisits.Gather(day, range);
            tally.Add(visits);
            pages.Add(visits);
        }

        return $"{tally.Totals}\n{string.Join('\n', tally.Hours)}\n{string.Join('\n', pages.Pages)}";
    }
}
