using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Scan;

namespace Analytics.Engine;

/// <summary>Answers questions about a site from its raw events, exactly. Safe for concurrent use.</summary>
/// <remarks>Each day is read once, however many questions ask about it; at no time are more than two days in memory.</remarks>
public sealed class StatsReader(ReadDay readDay, ReadDayWindow readWindow)
{
    /// <summary>The answers, in the order of the questions; all of them describe the same events.</summary>
    public async Task<IReadOnlyList<StatsResult>> ReadAsync(Site site, IReadOnlyList<StatsQuery> queries, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(queries);
        StatsScan[] scans = [.. queries.Select(query => new StatsScan(StatsPlan.For(query, site.Calendar)))];
        foreach ((LocalDay first, LocalDay last) in Stretches(queries))
        {
            await foreach (DayVisits day in ReadDaysAsync(site, first, last, cancellation).ConfigureAwait(false))
            {
                Block block = Block.Of(day);
                Array.ForEach(scans, scan => scan.Add(block));
            }
        }

        return Array.ConvertAll(scans, scan => scan.Finish());
    }

    /// <summary>How many visitors had an event, engagement aside, in the five minutes up to now.</summary>
    /// <remarks>
    /// Reads what was received in the last fifteen minutes: events that an authenticated sender dates later than their receipt are
    /// not looked for.
    /// </remarks>
    public async Task<int> ReadCurrentVisitorsAsync(Site site, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        DateTimeOffset begin = now - CurrentVisitors.Window;
        var events = new List<Event>();
        for (LocalDay day = site.Calendar.DayOf(begin); day <= site.Calendar.DayOf(now); day = day.Plus(1))
        {
            // Ten minutes more than the window, so that a retry is known for the copy that it is.
            DateTimeOffset before = now.AddMilliseconds(1);
            await CollectAsync(readWindow(site, day, begin - DayEvents.Reach, before, cancellation), events, cancellation).ConfigureAwait(false);
        }

        return CurrentVisitors.Count(events, now);
    }

    // A day that is read in full serves its neighbours too: only the outer borders of a stretch of days need a look beyond.
    private async IAsyncEnumerable<DayVisits> ReadDaysAsync(
        Site site, LocalDay first, LocalDay last, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        List<Event> before = await ReadBorderAsync(site, first.Plus(-1), site.Calendar.StartOf(first), cancellation).ConfigureAwait(false);
        List<Event> own = await CollectAsync(readDay(site, first, cancellation), [], cancellation).ConfigureAwait(false);
        for (LocalDay day = first; day <= last; day = day.Plus(1))
        {
            DateTimeOffset end = site.Calendar.EndOf(day);
            List<Event> after = day == last
                ? await ReadBorderAsync(site, day.Plus(1), end, cancellation).ConfigureAwait(false)
                : await CollectAsync(readDay(site, day.Plus(1), cancellation), [], cancellation).ConfigureAwait(false);
            IEnumerable<Event> neighbours = before.Concat(after.Where(e => DayEvents.IsNear(e, end)));
            yield return DayVisits.Gather(day, DayEvents.Deduplicate(own, neighbours));
            before = own.FindAll(e => DayEvents.IsNear(e, end));
            own = after;
        }
    }

    private Task<List<Event>> ReadBorderAsync(Site site, LocalDay day, DateTimeOffset border, CancellationToken cancellation) =>
        CollectAsync(readWindow(site, day, border - DayEvents.Reach, border + DayEvents.Reach, cancellation), [], cancellation);

    private static async Task<List<Event>> CollectAsync(IAsyncEnumerable<Event> events, List<Event> into, CancellationToken cancellation)
    {
        await foreach (Event e in events.WithCancellation(cancellation).ConfigureAwait(false))
        {
            into.Add(e);
        }

        return into;
    }

    // The days that are asked about, gaps left out.
    private static List<(LocalDay First, LocalDay Last)> Stretches(IReadOnlyList<StatsQuery> queries)
    {
        var stretches = new List<(LocalDay First, LocalDay Last)>();
        foreach ((LocalDay first, LocalDay last) in queries.Select(q => (q.Range.FirstDay, q.Range.LastDay)).Order())
        {
            if (stretches.Count > 0 && first <= stretches[^1].Last.Plus(1))
            {
                LocalDay furthest = last > stretches[^1].Last ? last : stretches[^1].Last;
                stretches[^1] = (stretches[^1].First, furthest);
            }
            else
            {
                stretches.Add((first, last));
            }
        }

        return stretches;
    }
}
