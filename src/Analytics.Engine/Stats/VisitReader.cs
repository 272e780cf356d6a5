using System.Runtime.CompilerServices;
using Analytics.Engine.Reading;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;
using Analytics.Store.Stats.People;
using Analytics.Store.Stats.Ranges;
using Analytics.Store.Stats.Reads;
using Analytics.Store.Stats.Visits;

namespace Analytics.Engine.Stats;

/// <summary>Reads single visits and events, whatever has become of their days. Safe for concurrent use.</summary>
/// <param name="readDays">Reads days: <see cref="DayReader"/>.</param>
/// <param name="clock">The present: a site may list single visits for less time than it keeps days.</param>
public sealed class VisitReader(ReadDays readDays, TimeProvider clock)
{
    /// <summary>A page of visits. Sorted by their start, it costs as many days as hold the page; else all days of the range.</summary>
    /// <exception cref="Store.Inputs.AnalyticsInputException">It takes more than the budget: field <c>budget</c>.</exception>
    public async Task<(IReadOnlyList<ListedVisit> Visits, ListPlace? Next)> ListVisitsAsync(Site site, ListQuery query, ReadReceipt receipt, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        var scan = new VisitListScan(query);
        await WalkAsync(site, query, scan.Add, scan.Needs, receipt, cancellation).ConfigureAwait(false);
        return scan.Finish();
    }

    /// <summary>A page of events; it costs as many days as hold the page.</summary>
    /// <exception cref="Store.Inputs.AnalyticsInputException">As above.</exception>
    public async Task<(IReadOnlyList<ListedEvent> Events, ListPlace? Next)> ListEventsAsync(Site site, ListQuery query, ReadReceipt receipt, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        var scan = new EventListScan(query);
        await WalkAsync(site, query, scan.Add, scan.Needs, receipt, cancellation).ConfigureAwait(false);
        return scan.Finish();
    }

    /// <summary>A visit with its events.</summary>
    /// <returns>The visit, or null where the day has none of that name; false where the day was built of other events since.</returns>
    public async Task<(VisitCourse? Course, bool IsSameDay)> FindAsync(Site site, VisitKey key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (KindRetention.FirstListed(site, clock.GetUtcNow()) > key.Day)
        {
            return (null, true);
        }

        DayReading days = await readDays(site, [(key.Day, key.Day)], cancellation).ConfigureAwait(false);
        bool isSame = key.Content == VisitKey.Open;
        foreach (IAsyncEnumerable<DayContent> contents in new[] { days.ReadSealedAsync(days.Sealed, 1, cancellation), days.ReadUnsealedAsync(cancellation) })
        {
            await foreach (DayContent content in contents.ConfigureAwait(false))
            {
                isSame = VisitKey.ContentOf(content.Stored) == key.Content;
                if (isSame && VisitCourse.Find(key, content.Blocks) is { } course)
                {
                    return (course, true);
                }
            }
        }

        return (null, isSame);
    }

    /// <summary>Everything that is stored about a person, day by day, the oldest first.</summary>
    /// <param name="site">The site.</param>
    /// <param name="userId">Whose.</param>
    /// <param name="range">Which days; all of each.</param>
    /// <param name="cancellation">Gives up.</param>
    public async IAsyncEnumerable<PersonEvent> ReadPersonAsync(Site site, string userId, StatsRange range, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(range);
        DayReading days = await readDays(site, [(range.FirstDay, range.LastDay)], cancellation).ConfigureAwait(false);
        foreach (IAsyncEnumerable<DayContent> contents in new[] { days.ReadSealedAsync(days.Sealed, 1, cancellation), days.ReadUnsealedAsync(cancellation) })
        {
            await foreach (DayContent content in contents.ConfigureAwait(false))
            {
                foreach (PersonEvent e in content.Blocks.SelectMany(block => PersonEvents.Of(block, userId, VisitKey.ContentOf(content.Stored))).OrderBy(e => e.Event.At))
                {
                    yield return e;
                }
            }
        }
    }

    // Unsealed days are mostly the newest; they are read in any case. Sealed ones are read from the end that the list begins with, ever
    // more at a time, until the page is full.
    private async Task WalkAsync(
        Site site,
        ListQuery query,
        Action<LocalDay, string, IReadOnlyList<Store.Blocks.Block>> take,
        Predicate<LocalDay> needs,
        ReadReceipt receipt,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(receipt);
        (LocalDay first, LocalDay last) = Ahead(query);
        first = KindRetention.FirstListed(site, clock.GetUtcNow()) is { } listed && listed > first ? listed : first;
        if (first > last)
        {
            receipt.Plan = ReadPlan.For([], [], 0, [], 0, receipt.Budget);
            return;
        }

        DayReading days = await readDays(site, [(first, last)], cancellation).ConfigureAwait(false);
        List<Day> read = [];
        receipt.Plan = PlanOf(read);
        await foreach (DayContent content in days.ReadUnsealedAsync(cancellation).ConfigureAwait(false))
        {
            cancellation.ThrowIfCancellationRequested();
            take(content.Date, VisitKey.ContentOf(content.Stored), content.Blocks);
        }

        Queue<Day> ahead = new(query.Ascending ? days.Sealed : days.Sealed.Reverse());
        for (int many = 1; ahead.TryPeek(out Day? newest) && needs(newest.Date); many = Math.Min(64, many * 2))
        {
            Day[] next = [.. Enumerable.Range(0, Math.Min(many, ahead.Count)).Select(_ => ahead.Dequeue())];
            read.AddRange(next);
            receipt.Plan = PlanOf(read); // a filter that nothing meets would read all there is
            await foreach (DayContent content in days.ReadSealedAsync(next, 1, cancellation).ConfigureAwait(false))
            {
                cancellation.ThrowIfCancellationRequested();
                take(content.Date, VisitKey.ContentOf(content.Stored), content.Blocks);
            }
        }

        receipt.Cost = days.Cost;

        ReadPlan PlanOf(IReadOnlyCollection<Day> sealedDays) =>
            ReadPlan.For([], sealedDays, 0, days.Open, days.Unsealed.Count, receipt.Budget with { MaySample = false });
    }

    // By time, what stands before the last place was seen already.
    private static (LocalDay First, LocalDay Last) Ahead(ListQuery query)
    {
        StatsRange range = query.Range;
        return query is not { Order: VisitOrder.Start, After: { } after } ? (range.FirstDay, range.LastDay)
            : query.Ascending ? (after.Day > range.FirstDay ? after.Day : range.FirstDay, range.LastDay)
            : (range.FirstDay, after.Day < range.LastDay ? after.Day : range.LastDay);
    }
}
