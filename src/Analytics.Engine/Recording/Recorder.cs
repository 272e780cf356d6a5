using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Days;
using Analytics.Engine.Tables;
using Analytics.Engine.Visitors;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Drops;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Engine.Recording;

/// <summary>
/// Judges hits and stores what is accepted. When a method returns, everything that it calls accepted is durable; when it throws, some
/// of it may be, and sending the same hits again counts them once.
/// </summary>
/// <remarks>
/// What takes longer than <see cref="Longest"/> is given up with <see cref="TimeoutException"/>: compaction takes for settled what was
/// received a minute ago, so nothing may be written much later than it was received.
/// </remarks>
public sealed class Recorder
{
    /// <summary>How long one call may take.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private const int BatchesAtOnce = 4;
    private readonly EventsTable _table;
    private readonly SaltStore _salts;
    private readonly EventBudget _budget;
    private readonly ErasureReader _erasures;
    private readonly DayGate _gate;
    private readonly WorkMarkers _markers;
    private readonly ShardGrowthWriter _shards;
    private readonly BatchWriter _batches;

    internal Recorder(
        EventsTable table, SaltStore salts, EventBudget budget, ErasureReader erasures, DayGate gate, WorkMarkers markers, ShardGrowthWriter shards, BatchWriter batches)
    {
        (_table, _salts, _budget, _erasures) = (table, salts, budget, erasures);
        (_gate, _markers, _shards, _batches) = (gate, markers, shards, batches);
    }

    /// <summary>One hit of a public sender: at most 4 KB, one put.</summary>
    public Task<HitOutcome> RecordAsync(Hit hit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(hit);
        return InTimeAsync(inTime => RecordOneAsync(hit, inTime), cancellation);
    }

    private async Task<HitOutcome> RecordOneAsync(Hit hit, CancellationToken cancellation)
    {
        HitOutcome outcome = await JudgeAsync(hit, authenticated: false, cancellation);
        if (outcome is not HitOutcome.Accepted { Event: var accepted })
        {
            return outcome;
        }

        DateTimeOffset now = _table.Clock.GetUtcNow();
        int shards = hit.Site.ShardsAt(now);
        RecordEvent command = Command(hit.Site, accepted, shards);
        if (command.Size > EventItem.MaxPublicSize)
        {
            return new HitOutcome.Dropped(DropReason.TooLarge);
        }

        if (IsExpired(hit.Site, accepted, now) || !await _gate.IsOpenAsync(hit.Site, accepted.Day, now, cancellation))
        {
            return new HitOutcome.Dropped(DropReason.DayClosed);
        }

        await _shards.EnsureAsync(hit.Site, accepted.Day, shards, cancellation);
        try
        {
            await Task.WhenAll(
                _markers.EnsureAsync(hit.Site, accepted.Day, now, authenticated: false, cancellation),
                _table.Client.PutItemAsync(command.ToRequest(_table.Name), cancellation));
        }
        catch (Exception busy) when (ShardGrowthWriter.IsBusy(busy))
        {
            await _shards.NoteAsync(hit.Site, 0, refused: 1, cancellation);
            throw;
        }

        await _shards.NoteAsync(hit.Site, UnitsOf(command.Size), refused: 0, cancellation);
        await NoteAsync(1, cancellation);
        return outcome;
    }

    /// <summary>
    /// Many hits of an authenticated sender to one site, packed: a hundred take a few write units. The outcomes stand in the order of the hits; two with one id must not be
    /// among them.
    /// </summary>
    public Task<IReadOnlyList<HitOutcome>> RecordManyAsync(Site site, IReadOnlyList<Hit> hits, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(hits);
        return InTimeAsync(inTime => RecordAllAsync(site, hits.Count, i => JudgeAsync(hits[i], authenticated: true, inTime), inTime), cancellation);
    }

    /// <summary>
    /// Stores many events that this or another server accepted before and exported. They keep all their fields but the time of receipt,
    /// which is now. They keep their ids, so importing them again changes nothing. The filters for bots, host names and exclusions are not
    /// applied again. Events are dropped if the site takes none, the budget is used up, their day is closed or their person is erased.
    /// The outcomes are in the order of the events. No two events may have the same id and day.
    /// </summary>
    /// <remarks>
    /// Events of one visitor in one millisecond are ordered by their time of receipt. So each later one is stored with a time of receipt
    /// one millisecond later.
    /// </remarks>
    public Task<IReadOnlyList<HitOutcome>> ImportAsync(Site site, IReadOnlyList<Event> events, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(events);
        DateTimeOffset now = _table.Clock.GetUtcNow().AsStored();
        DateTimeOffset[] receipts = new DateTimeOffset[events.Count];
        foreach (var moment in Enumerable.Range(0, events.Count).GroupBy(i => (events[i].Visitor, events[i].Time)))
        {
            int later = 0;
            foreach (var together in moment.GroupBy(i => events[i].ReceivedAt).OrderBy(receipt => receipt.Key))
            {
                foreach (int i in together)
                {
                    receipts[i] = now.AddMilliseconds(later);
                }

                later++;
            }
        }

        return InTimeAsync(inTime => RecordAllAsync(site, events.Count, i => AdoptAsync(site, events[i], receipts[i], inTime), inTime), cancellation);
    }

    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> record, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(Longest, _table.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            return await record(either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException("The table did not take the events in time. Some may be stored: send the same again.");
        }
    }

    private async Task<IReadOnlyList<HitOutcome>> RecordAllAsync(Site site, int count, Func<int, Task<HitOutcome>> judge, CancellationToken cancellation)
    {
        var outcomes = new HitOutcome[count];
        List<RecordEvent> accepted = [];
        Dictionary<LocalDay, (int Events, bool Soon)> days = [];
        DateTimeOffset now = _table.Clock.GetUtcNow();
        int shards = site.ShardsAt(now);
        for (int i = 0; i < count; i++)
        {
            outcomes[i] = await judge(i);
            if (outcomes[i] is not HitOutcome.Accepted { Event: var e })
            {
                continue;
            }

            RecordEvent command = Command(site, e, shards);
            if (command.Size > EventItem.MaxPublicSize * 8)
            {
                outcomes[i] = new HitOutcome.Dropped(DropReason.TooLarge);
                continue;
            }

            DayEntry entry = IsExpired(site, e, now) ? DayEntry.Shut : await _gate.EnterAsync(site, e.Day, now, cancellation);
            if (entry == DayEntry.Shut)
            {
                outcomes[i] = new HitOutcome.Dropped(DropReason.DayClosed);
                continue;
            }

            accepted.Add(command);
            days[e.Day] = (days.GetValueOrDefault(e.Day).Events + 1, entry == DayEntry.Soon);
        }

        foreach ((LocalDay day, (int events, bool soon)) in days)
        {
            await _shards.EnsureAsync(site, day, shards, cancellation);
            await _markers.EnsureAsync(site, day, now, authenticated: true, cancellation, events, soon);
        }

        int refused = 0;
        Dictionary<string, AttributeValue>[] items = [.. Packs(site, accepted, shards)];
        foreach (WriteRequest[][] together in items.Select(item => new WriteRequest(new PutRequest(item))).Chunk(BatchWriter.Most).Chunk(BatchesAtOnce))
        {
            refused += (await Task.WhenAll(together.Select(batch => _batches.WriteAsync([.. batch], cancellation)))).Sum();
        }

        await _shards.NoteAsync(site, items.Sum(item => (long)UnitsOf(ItemSize.Of(item))), refused, cancellation);
        await NoteAsync(accepted.Count, cancellation);
        return outcomes;
    }

    // What came together and lies in one partition becomes one item.
    private static IEnumerable<Dictionary<string, AttributeValue>> Packs(Site site, List<RecordEvent> events, int shards)
    {
        foreach (var together in events.GroupBy(e => (e.Event.Day, e.Event.ReceivedAt, Shard: EventItem.ShardOf(e.Event.Visitor, shards))))
        {
            List<RecordEvent> pack = [];
            int size = 0;
            foreach (RecordEvent command in together)
            {
                if (size + command.Size > RawItem.MostPacked)
                {
                    yield return Pack(pack);
                    (pack, size) = ([], 0);
                }

                pack.Add(command);
                size += command.Size;
            }

            yield return Pack(pack);

            Dictionary<string, AttributeValue> Pack(List<RecordEvent> some) => some.Count == 1
                ? some[0].ToItem()
                : RawItem.Pack(EventId.New(), [.. some.Select(c => c.Event)], together.Key.Shard, together.Key.ReceivedAt + RawRetention.Of(site));
        }
    }

    private async Task<HitOutcome> JudgeAsync(Hit hit, bool authenticated, CancellationToken cancellation)
    {
        DateTimeOffset time = hit.Time.AsStored();
        LocalDay day = hit.Site.Calendar.DayOf(time);
        ReadOnlyMemory<byte>? salt = await _salts.GetAsync(hit.Site, day, authenticated, cancellation);
        if (salt is null)
        {
            return new HitOutcome.Dropped(DropReason.TooLate);
        }

        HitOutcome outcome = HitPipeline.Run(hit with { Site = _budget.Apply(hit.Site), Salt = salt, Time = time, ReceivedAt = hit.ReceivedAt.AsStored() });
        return outcome is HitOutcome.Accepted { Event: var accepted } && await _erasures.IsErasedAsync(hit.Site, accepted, cancellation)
            ? new HitOutcome.Dropped(DropReason.Erased)
            : outcome;
    }

    private ValueTask NoteAsync(int events, CancellationToken cancellation) => _budget.NoteAsync(events, cancellation);

    private async Task<HitOutcome> AdoptAsync(Site site, Event e, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!site.IsActive || _budget.Apply(site).PausedUntil > now)
        {
            return new HitOutcome.Dropped(site.IsActive ? DropReason.OverBudget : DropReason.SiteInactive);
        }

        DateTimeOffset time = e.Time.AsStored();
        Event own = e with
        {
            Site = site.Id,
            Day = site.Calendar.DayOf(time),
            Time = time,
            ReceivedAt = now,
            UserId = site.Settings.Identification ? e.UserId : null,
            Traits = site.Settings.Identification && e.UserId is not null ? e.Traits : null,
        };
        return await _erasures.IsErasedAsync(site, own, cancellation)
            ? new HitOutcome.Dropped(DropReason.Erased)
            : new HitOutcome.Accepted(own);
    }

    private static RecordEvent Command(Site site, Event accepted, int shards) => new(accepted, shards, RawRetention.Of(site));

    // Its kind is kept for less time than its day: no answer would ever contain it.
    private static bool IsExpired(Site site, Event e, DateTimeOffset now) => KindRetention.ExpiredOf(site, e.Day, now).Hold(e.Name);

    private static int UnitsOf(int size) => (size + 1023) / 1024;
}
