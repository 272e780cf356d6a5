using Analytics.Engine.Days;
using Analytics.Engine.Reading;
using Analytics.Store.Blocks;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Realtime;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Compose;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Funnels;
using Analytics.Store.Stats.Journeys;
using Analytics.Store.Stats.People;
using Analytics.Store.Stats.PropertyKeys;
using Analytics.Store.Stats.Ranges;
using Analytics.Store.Stats.Reads;
using Analytics.Store.Stats.Retention;

namespace Analytics.Engine.Stats;

/// <summary>Answers questions about a site, exactly, whatever has become of its days. Safe for concurrent use.</summary>
/// <remarks>Each block is read and decoded once, however many questions ask about it.</remarks>
/// <param name="readDays">Reads days: <see cref="DayReader"/>.</param>
/// <param name="readWindow">Reads raw events that came just now: <see cref="EventReader"/>.</param>
/// <param name="memory">Where it is kept what scans of sealed days have found. Default nowhere.</param>
public sealed class StatsReader(ReadDays readDays, ReadDayWindow readWindow, ReadMemory? memory = null)
{
    /// <summary>The answers, in the order of the questions, whatever that takes; all of them describe the same events.</summary>
    public async Task<IReadOnlyList<StatsResult>> ReadAsync(Site site, IReadOnlyList<StatsQuery> queries, CancellationToken cancellation) =>
        await (await OpenAsync(site, queries, cancellation).ConfigureAwait(false)).ReadAsync(ReadBudget.Unlimited, cancellation).ConfigureAwait(false);

    /// <summary>Finds out what it takes to answer.</summary>
    public async Task<StatsReading> OpenAsync(Site site, IReadOnlyList<StatsQuery> queries, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(queries);
        Composition[] answers = [.. queries.Select(query => new Composition(query, site.Calendar))];
        DayReading days = await readDays(site, Stretches(answers.SelectMany(a => a.Scans).Select(scan => scan.Days)), cancellation).ConfigureAwait(false);
        return new StatsReading(site, answers, days, memory);
    }

    /// <summary>How many get from step to step.</summary>
    /// <exception cref="Store.Inputs.AnalyticsInputException">The range holds more than can be kept: <see cref="FunnelScan"/> says how much; or it takes more than the budget.</exception>
    public async Task<FunnelResult> ReadFunnelAsync(Site site, FunnelQuery query, CancellationToken cancellation, ReadReceipt? receipt = null)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(query);
        var scan = new FunnelScan(query);
        await ScanAsync(site, query.Range, scan.Touches, scan.Add, receipt, cancellation).ConfigureAwait(false);
        return scan.Finish();
    }

    /// <summary>Which pages follow which.</summary>
    /// <exception cref="Store.Inputs.AnalyticsInputException">The range holds more than can be kept: <see cref="JourneyScan"/> says how much; or it takes more than the budget.</exception>
    public async Task<JourneyResult> ReadJourneysAsync(Site site, JourneyQuery query, CancellationToken cancellation, ReadReceipt? receipt = null)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(query);
        var scan = new JourneyScan(query);
        await ScanAsync(site, query.Range, scan.Touches, scan.Add, receipt, cancellation).ConfigureAwait(false);
        return scan.Finish();
    }

    /// <summary>The names of custom properties that events have, the most frequent first, then by name.</summary>
    /// <exception cref="Store.Inputs.AnalyticsInputException">The range holds more than can be kept: <see cref="PropertyKeyScan"/> says how much; or it takes more than the budget.</exception>
    public async Task<IReadOnlyList<PropertyKey>> ReadPropertyKeysAsync(Site site, StatsRange range, Filter filter, CancellationToken cancellation, ReadReceipt? receipt = null)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(range);
        var scan = new PropertyKeyScan(range, filter);
        await ScanAsync(site, range, scan.Touches, scan.Add, receipt, cancellation).ConfigureAwait(false);
        return scan.Finish();
    }

    /// <summary>How many people come back.</summary>
    /// <exception cref="Store.Inputs.AnalyticsInputException">The range holds more than can be kept: <see cref="RetentionScan"/> says how much; or it takes more than the budget.</exception>
    public async Task<RetentionResult> ReadRetentionAsync(Site site, RetentionQuery query, CancellationToken cancellation, ReadReceipt? receipt = null)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(query);
        var scan = new RetentionScan(query);
        await ScanAsync(site, query.Range, scan.Touches, scan.Add, receipt, cancellation).ConfigureAwait(false);
        return scan.Finish();
    }

    /// <summary>The identified people who were seen.</summary>
    /// <exception cref="Store.Inputs.AnalyticsInputException">The range holds more than can be kept: <see cref="PeopleScan"/> says how much; or it takes more than the budget.</exception>
    public async Task<PeopleResult> ReadPeopleAsync(Site site, PeopleQuery query, CancellationToken cancellation, ReadReceipt? receipt = null)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(query);
        var scan = new PeopleScan(query);
        await ScanAsync(site, query.Range, scan.Touches, scan.Add, receipt, cancellation).ConfigureAwait(false);
        return scan.Finish();
    }

    /// <summary>All that is known of one person; null where they were not seen.</summary>
    /// <exception cref="Store.Inputs.AnalyticsInputException">It takes more than the budget.</exception>
    public async Task<PersonProfile?> ReadPersonAsync(Site site, string userId, StatsRange range, CancellationToken cancellation, ReadReceipt? receipt = null)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(range);
        var scan = new PersonScan(userId, range);
        await ScanAsync(site, range, scan.Touches, scan.Add, receipt, cancellation).ConfigureAwait(false);
        return scan.Finish();
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

    // Never a sample: what is linked over days, or has a median, is not what it would be of everybody.
    private async Task ScanAsync(
        Site site, StatsRange range, Predicate<LocalDay> touches, Action<Block> take, ReadReceipt? receipt, CancellationToken cancellation)
    {
        DayReading days = await readDays(site, [(range.FirstDay, range.LastDay)], cancellation).ConfigureAwait(false);
        Day[] needed = [.. days.Sealed.Where(day => touches(day.Date))];
        ReadPlan plan = ReadPlan.For([], needed, 0, days.Open, days.Unsealed.Count, (receipt?.Budget ?? ReadBudget.Unlimited) with { MaySample = false });
        foreach (IAsyncEnumerable<DayContent> contents in new[] { days.ReadSealedAsync(needed, 1, cancellation), days.ReadUnsealedAsync(cancellation) })
        {
            await foreach (DayContent content in contents.ConfigureAwait(false))
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (Block block in content.Blocks)
                {
                    take(block);
                }
            }
        }

        if (receipt is not null)
        {
            (receipt.Plan, receipt.Cost) = (plan, days.Cost);
        }
    }

    // The days that are asked about, gaps left out.
    private static List<(LocalDay First, LocalDay Last)> Stretches(IEnumerable<(LocalDay First, LocalDay Last)> ranges)
    {
        var stretches = new List<(LocalDay First, LocalDay Last)>();
        foreach ((LocalDay first, LocalDay last) in ranges.Distinct().Order())
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
