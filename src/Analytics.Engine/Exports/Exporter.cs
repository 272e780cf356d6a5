using System.Runtime.CompilerServices;
using Analytics.Engine.Days;
using Analytics.Engine.Reading;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Visitors;

namespace Analytics.Engine.Exports;

/// <summary>
/// Reads a site's events to be taken elsewhere: raw events under their own ids as long as a day has all of them, and of days that are
/// closed for good what their blocks hold, under ids that stay the same as long as the day is not rewritten. Each event comes once a
/// reading; one that is read in parts may come again in another part, under the same id. Nobody who has been erased is in it.
/// </summary>
public sealed class Exporter
{
    private readonly DayReader _days;
    private readonly EventReader _events;
    private readonly SealedEvents _rows;
    private readonly ErasureReader _erasures;
    private readonly TimeProvider _clock;

    internal Exporter(DayReader days, EventReader events, SealedEvents rows, ErasureReader erasures, TimeProvider clock) =>
        (_days, _events, _rows, _erasures, _clock) = (days, events, rows, erasures, clock);

    /// <summary>The events of some days, day after day, by receipt; of closed days by visitor.</summary>
    /// <param name="site">The site.</param>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day, included.</param>
    /// <param name="from">Where to go on; null: at the beginning.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="AnalyticsInputException">What the cursor stands in is gone: its day must be begun again.</exception>
    public async IAsyncEnumerable<ExportedEvent> ReadAsync(
        Site site, LocalDay first, LocalDay last, ExportCursor? from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        DayReading reading = await _days.OpenAsync(site, [(from?.Day ?? first, last)], cancellation).ConfigureAwait(false);
        Dictionary<LocalDay, Day> stored = reading.Sealed.Concat(reading.Open).ToDictionary(d => d.Date);
        foreach (LocalDay date in stored.Keys.Union(reading.Unsealed).Order())
        {
            Day? day = stored.GetValueOrDefault(date);
            ExportCursor? within = from?.Day == date ? from : null;
            bool isClosed = day is { State: DayState.Closed } || day?.ClosesAt + NextStep.CloseAfter <= _clock.GetUtcNow();
            if (within is not null && isClosed != (within.Block is not null))
            {
                throw SealedEvents.Gone();
            }

            Tombstones erased = await ErasedOfAsync(site, date, day, isClosed, cancellation).ConfigureAwait(false);
            await foreach (ExportedEvent e in (isClosed ? _rows.ReadAsync(site, day!, erased, within, cancellation) : ReadRawAsync(site, date, day, erased, within, cancellation)).ConfigureAwait(false))
            {
                if (!e.Event.IsEmptied)
                {
                    yield return e;
                }
            }
        }
    }

    private async IAsyncEnumerable<ExportedEvent> ReadRawAsync(
        Site site, LocalDay date, Day? day, Tombstones erased, ExportCursor? from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ILookup<EventId, Event>? neighbours = null;
        HashSet<EventId> seen = [];
        EventKinds expired = KindRetention.ExpiredOf(site, date, _clock.GetUtcNow());
        (long at, int count) = (-1, 0);
        await foreach (Event e in ByReceipt(site, date, Math.Max(site.WriteShards, day?.Shards ?? 1), from, cancellation).ConfigureAwait(false))
        {
            long received = e.ReceivedAt.ToUnixTimeMilliseconds();
            neighbours ??= (await _events.ReadNeighboursAsync(site, date, null, cancellation).ConfigureAwait(false)).ToLookup(other => other.Id);
            (at, count) = (received, received == at ? count + 1 : 0);
            bool isPassed = from is not null && received == from.At && count < from.Skip;
            if (!isPassed && !expired.Hold(e.Name) && !erased.Covers(e) && seen.Add(e.Id) && DayEvents.Deduplicate([e], neighbours[e.Id]).Count > 0)
            {
                yield return new ExportedEvent(SealedEvents.Renamed(e, ""), new ExportCursor(date, null, received, count));
            }
        }
    }

    // The shards side by side, so that copies of an event come in the order of their receipt, and a millisecond is a place in all of them.
    private async IAsyncEnumerable<Event> ByReceipt(Site site, LocalDay date, int shards, ExportCursor? from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        DateTimeOffset start = from is null ? DateTimeOffset.MinValue : DateTimeOffset.FromUnixTimeMilliseconds(from.At);
        List<IAsyncEnumerator<(Event Event, DateTimeOffset? ExpiresAt)>> open = [];
        try
        {
            var next = new PriorityQueue<int, (DateTimeOffset, int)>();
            for (int shard = 0; shard < shards; shard++)
            {
                open.Add(_events.ReadShardAsync(site, date, shard, start, DateTimeOffset.MaxValue, null, cancellation).GetAsyncEnumerator(cancellation));
                await AdvanceAsync(shard).ConfigureAwait(false);
            }

            while (next.TryDequeue(out int shard, out _))
            {
                yield return open[shard].Current.Event;
                await AdvanceAsync(shard).ConfigureAwait(false);
            }

            async Task AdvanceAsync(int shard)
            {
                if (await open[shard].MoveNextAsync().ConfigureAwait(false))
                {
                    next.Enqueue(shard, (open[shard].Current.Event.ReceivedAt, shard));
                }
            }
        }
        finally
        {
            foreach (IAsyncEnumerator<(Event, DateTimeOffset?)> shard in open)
            {
                await shard.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    // Who is being erased still is found by looking through the day; afterwards they are known.
    private async Task<Tombstones> ErasedOfAsync(Site site, LocalDay date, Day? day, bool isClosed, CancellationToken cancellation)
    {
        if (site.ErasedUntil is null)
        {
            return Tombstones.None;
        }

        Tombstones erased = await _erasures.ReadAsync(site.Id, date, site.Calendar.StartOf(date), cancellation).ConfigureAwait(false);
        if (isClosed || !erased.IsPending)
        {
            return erased;
        }

        Dictionary<VisitorId, DateTimeOffset> visitors = [];
        await foreach (Event e in ByReceipt(site, date, Math.Max(site.WriteShards, day?.Shards ?? 1), null, cancellation).ConfigureAwait(false))
        {
            erased.Collect(e, visitors);
        }

        return erased.With(visitors);
    }
}
