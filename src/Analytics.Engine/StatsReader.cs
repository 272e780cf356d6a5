using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Compose;
using Analytics.Store.Stats.Scan;

namespace Analytics.Engine;

/// <summary>Answers questions about a site, exactly, whatever has become of its days. Safe for concurrent use.</summary>
/// <remarks>Each block is read and decoded once, however many questions ask about it.</remarks>
/// <param name="readBlocks">Reads days: <see cref="DayReader"/>.</param>
/// <param name="readWindow">Reads raw events that came just now: <see cref="EventReader"/>.</param>
public sealed class StatsReader(ReadBlocks readBlocks, ReadDayWindow readWindow)
{
    /// <summary>The answers, in the order of the questions; all of them describe the same events.</summary>
    public async Task<IReadOnlyList<StatsResult>> ReadAsync(Site site, IReadOnlyList<StatsQuery> queries, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(queries);
        Composition[] answers = [.. queries.Select(query => new Composition(query, site.Calendar))];
        StatsScan[] scans = [.. answers.SelectMany(answer => answer.Scans)];
        foreach ((LocalDay first, LocalDay last) in Stretches(scans))
        {
            bool NeedsBlocks(Day day) => Array.Exists(scans, scan => scan.Touches(day.Date) && !scan.IsAnsweredByTotals(day));
            await foreach (DayContent content in readBlocks(site, first, last, NeedsBlocks, cancellation).ConfigureAwait(false))
            {
                Array.ForEach(scans, scan => Take(scan, content));
            }
        }

        return Array.ConvertAll(answers, answer => answer.Finish());
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
            events.AddRange(await RawDays.CollectAsync(readWindow(site, day, begin - DayEvents.Reach, before, cancellation), cancellation).ConfigureAwait(false));
        }

        return CurrentVisitors.Count(events, now);
    }

    private static void Take(StatsScan scan, DayContent content)
    {
        if (content.Stored is { } day && scan.IsAnsweredByTotals(day))
        {
            scan.Add(day);
            return;
        }

        foreach (Block block in content.Blocks ?? [])
        {
            scan.Add(block);
        }
    }

    // The days that are asked about, gaps left out.
    private static List<(LocalDay First, LocalDay Last)> Stretches(IEnumerable<StatsScan> scans)
    {
        var stretches = new List<(LocalDay First, LocalDay Last)>();
        foreach ((LocalDay first, LocalDay last) in scans.Select(scan => scan.Days).Distinct().Order())
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
