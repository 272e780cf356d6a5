using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Engine;

/// <summary>
/// Reads days whatever has become of them: sealed ones from their blocks, open ones from their logs and the raw events that are in no
/// log yet. Which of them it was cannot be told from what is answered. Safe for concurrent use.
/// </summary>
public sealed class DayReader
{
    private const int MostTries = 5;
    private const long BatchBytes = 32 << 20;

    // Events of a day that is over, or far ahead, make its Day item before they are acknowledged, and those that came in time are sealed
    // within hours: a day further away than this, without an item, has none. As long as work markers live.
    private static readonly TimeSpan Unbuilt = TimeSpan.FromDays(40);

    private readonly IAmazonDynamoDB _client;
    private readonly string _table;
    private readonly TimeProvider _clock;
    private readonly EventReader _events;
    private readonly DayStore _days;
    private readonly BlockStore _blocks;
    private readonly WorkMarkers _markers;

    /// <summary>A reader of the events table.</summary>
    public DayReader(IAmazonDynamoDB client, string table, TimeProvider clock)
    {
        (_client, _table, _clock) = (client, table, clock);
        (_events, _days, _blocks) = (new EventReader(client, table, clock), new DayStore(client, table), new BlockStore(client, table, clock));
        _markers = new WorkMarkers(client, table);
    }

    /// <summary>Who has been erased. Default: nobody; must be given wherever an <see cref="Eraser"/> works on the table.</summary>
    public ErasureReader? Erasures { get; init; }

    /// <inheritdoc cref="ReadBlocks"/>
    public IAsyncEnumerable<DayContent> ReadAsync(Site site, LocalDay first, LocalDay last, Predicate<Day> needsBlocks, CancellationToken cancellation) =>
        ReadAsync(site, first, last, needsBlocks, new ReadMeter(), cancellation);

    /// <summary>What is stored of the days of a stretch, oldest first, what has expired left out.</summary>
    public Task<IReadOnlyList<Day>> ReadDaysAsync(Site site, LocalDay first, LocalDay last, CancellationToken cancellation) =>
        ReadDaysAsync(site, first, last, new ReadMeter(), cancellation);

    /// <summary>When the site's days have work to do next, earliest first.</summary>
    public async Task<IReadOnlyList<DateTimeOffset>> ReadDueAsync(Site site, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        return [.. (await _markers.ReadOfAsync(site.Id, cancellation).ToListAsync(cancellation).ConfigureAwait(false)).Select(m => m.Due).Distinct().Order()];
    }

    internal async IAsyncEnumerable<DayContent> ReadAsync(
        Site site, LocalDay first, LocalDay last, Predicate<Day> needsBlocks, ReadMeter meter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(needsBlocks);
        IReadOnlyList<Day> days = await ReadDaysAsync(site, first, last, meter, cancellation).ConfigureAwait(false);
        await foreach (DayContent content in ReadSealedAsync(site, [.. days.Where(d => d.State != DayState.Open)], needsBlocks, meter, cancellation).ConfigureAwait(false))
        {
            yield return content;
        }

        Dictionary<LocalDay, Day> open = days.Where(d => d.State == DayState.Open).ToDictionary(d => d.Date);
        foreach ((LocalDay from, LocalDay to) in Stretches(Unsealed(site, first, last, days)))
        {
            IAsyncEnumerable<Event> Day(Site s, LocalDay day, CancellationToken token) => LeaveOutAsync(s, day, ReadOpenAsync(s, day, open.GetValueOrDefault(day), meter, token), token);
            await foreach (DayVisits visits in RawDays.ReadAsync(Day, _events.ReadDayAsync, site, from, to, cancellation).ConfigureAwait(false))
            {
                yield return new DayContent(visits.Day, open.GetValueOrDefault(visits.Day), [Block.Of(visits)]);
            }
        }
    }

    private async Task<IReadOnlyList<Day>> ReadDaysAsync(Site site, LocalDay first, LocalDay last, ReadMeter meter, CancellationToken cancellation)
    {
        List<Day> days = [];
        QueryRequest request = DayCommands.Read(_table, site.Id, first, last);
        do
        {
            QueryResponse page = await _client.QueryAsync(request, cancellation).ConfigureAwait(false);
            meter.Add(page.ConsumedCapacity);
            DateTimeOffset now = _clock.GetUtcNow();
            days.AddRange((page.Items ?? []).Where(item => item.IsLive(now)).Select(DayItem.Read));
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });

        // A retention that was shortened holds at once, whatever the items still say.
        return site.Settings.DataRetentionDays > 0
            ? days.FindAll(d => d.End.AddDays(site.Settings.DataRetentionDays) > _clock.GetUtcNow())
            : days;
    }

    // While one batch of blocks is scanned, the next is on its way.
    private async IAsyncEnumerable<DayContent> ReadSealedAsync(
        Site site, List<Day> days, Predicate<Day> needsBlocks, ReadMeter meter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ILookup<bool, Day> byNeed = days.ToLookup(day => needsBlocks(day));
        foreach (Day day in byNeed[false])
        {
            yield return new DayContent(day.Date, day, null);
        }

        Task<List<DayContent>>? next = null;
        foreach (Day[] batch in Batches(byNeed[true]))
        {
            Task<List<DayContent>> begun = ReadBatchAsync(site, batch, meter, cancellation);
            foreach (DayContent content in next is null ? [] : await next.ConfigureAwait(false))
            {
                yield return content;
            }

            next = begun;
        }

        foreach (DayContent content in next is null ? [] : await next.ConfigureAwait(false))
        {
            yield return content;
        }
    }

    private async Task<List<DayContent>> ReadBatchAsync(Site site, Day[] days, ReadMeter meter, CancellationToken cancellation)
    {
        List<DayContent> contents = [];
        for (int tries = 0; days.Length > 0; tries++)
        {
            (LocalDay Date, DayBlock Block)[] wanted = [.. days.SelectMany(day => day.Blocks.Where(b => !b.IsInline).Select(b => (day.Date, b)))];
            IReadOnlyDictionary<(LocalDay Day, string Id), byte[]> found = await _blocks.ReadAsync(site.Id, wanted, meter, cancellation).ConfigureAwait(false);
            List<LocalDay> again = [];
            foreach (Day day in days)
            {
                if (Array.TrueForAll([.. day.Blocks], block => block.IsInline || found.ContainsKey((day.Date, block.Id))))
                {
                    contents.Add(new DayContent(day.Date, day, [.. day.Blocks.Select(b => Open(day, b, found))]));
                }
                else
                {
                    again.Add(day.Date); // it was built anew while it was read
                }
            }

            days = tries < MostTries
                ? await ReadAgainAsync(site, again, meter, cancellation).ConfigureAwait(false)
                : throw new InvalidOperationException($"Blocks of {string.Join(", ", again)} are named and not there.");
        }

        return contents;
    }

    private async Task<Day[]> ReadAgainAsync(Site site, List<LocalDay> dates, ReadMeter meter, CancellationToken cancellation)
    {
        List<Day> days = [];
        foreach (LocalDay date in dates)
        {
            if (await _days.FindAsync(site.Id, date, cancellation, meter).ConfigureAwait(false) is { } day)
            {
                days.Add(day);
            }
        }

        return [.. days];
    }

    private static Block Open(Day day, DayBlock block, IReadOnlyDictionary<(LocalDay Day, string Id), byte[]> found) =>
        Block.Open(block.IsInline ? day.Inline : found[(day.Date, block.Id)], $"{day.Date} {block.Id}");

    // Of an open day what its logs hold, and the raw events that came later; copies may be among them.
    private async IAsyncEnumerable<Event> ReadOpenAsync(
        Site site, LocalDay date, Day? day, ReadMeter meter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        IReadOnlyList<Event> logged = [];
        for (int tries = 0; day is { Blocks.Count: > 0 }; tries++)
        {
            IReadOnlyDictionary<(LocalDay Day, string Id), byte[]> found =
                await _blocks.ReadAsync(site.Id, [.. day.Blocks.Select(b => (date, b))], meter, cancellation).ConfigureAwait(false);
            if (found.Count == day.Blocks.Count && day.State == DayState.Open)
            {
                logged = [.. day.Blocks.SelectMany(block => Open(day, block, found).ToEvents(site.Id))];
                break;
            }

            if (tries >= MostTries)
            {
                throw new InvalidOperationException($"Blocks of {date} are named and not there.");
            }

            // Merged meanwhile; or sealed, and then its raw events, which are all still there, say the same.
            day = await _days.FindAsync(site.Id, date, cancellation, meter).ConfigureAwait(false);
            day = day is { State: DayState.Open } ? day : null;
        }

        foreach (Event e in logged)
        {
            yield return e;
        }

        for (int shard = 0; shard < Math.Max(site.WriteShards, day?.Shards ?? 1); shard++)
        {
            DateTimeOffset from = day?.WatermarkOf(shard) ?? DateTimeOffset.MinValue;
            await foreach ((Event e, _) in _events.ReadShardAsync(site, date, shard, from, DateTimeOffset.MaxValue, meter, cancellation).ConfigureAwait(false))
            {
                yield return e;
            }
        }
    }

    // Whoever is erased is not seen from then on, though maintenance has yet to delete them.
    private async IAsyncEnumerable<Event> LeaveOutAsync(
        Site site, LocalDay day, IAsyncEnumerable<Event> events, [EnumeratorCancellation] CancellationToken cancellation)
    {
        DateTimeOffset start = site.Calendar.StartOf(day);
        if (Erasures is null || !ErasureReader.Concerns(site, start))
        {
            await foreach (Event e in events.ConfigureAwait(false))
            {
                yield return e;
            }

            yield break;
        }

        List<Event> all = await RawDays.CollectAsync(events, cancellation).ConfigureAwait(false);
        foreach (Event e in (await Erasures.ReadAsync(site.Id, day, start, cancellation).ConfigureAwait(false)).Without(all))
        {
            yield return e;
        }
    }

    private IEnumerable<LocalDay> Unsealed(Site site, LocalDay first, LocalDay last, IReadOnlyList<Day> days)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        TimeSpan reach = RawRetention.Of(site) < Unbuilt ? RawRetention.Of(site) : Unbuilt;
        reach = site.Settings.DataRetentionDays > 0 && TimeSpan.FromDays(site.Settings.DataRetentionDays) is var keep && keep < reach ? keep : reach;
        LocalDay oldest = site.Calendar.DayOf(now - reach), newest = site.Calendar.DayOf(now + DayGate.Ahead).Plus(1);
        HashSet<LocalDay> sealedDays = [.. days.Where(d => d.State != DayState.Open).Select(d => d.Date)];
        HashSet<LocalDay> openDays = [.. days.Where(d => d.State == DayState.Open).Select(d => d.Date)];
        for (LocalDay day = first; day <= last; day = day.Plus(1))
        {
            if (!sealedDays.Contains(day) && (openDays.Contains(day) || (day >= oldest && day <= newest)))
            {
                yield return day;
            }
        }
    }

    private static IEnumerable<(LocalDay First, LocalDay Last)> Stretches(IEnumerable<LocalDay> days)
    {
        (LocalDay First, LocalDay Last)? stretch = null;
        foreach (LocalDay day in days)
        {
            if (stretch is { } one && one.Last.Plus(1) == day)
            {
                stretch = (one.First, day);
                continue;
            }

            if (stretch is { } done)
            {
                yield return done;
            }

            stretch = (day, day);
        }

        if (stretch is { } last)
        {
            yield return last;
        }
    }

    private static IEnumerable<Day[]> Batches(IEnumerable<Day> days)
    {
        List<Day> batch = [];
        long bytes = 0;
        foreach (Day day in days)
        {
            batch.Add(day);
            bytes += day.Blocks.Sum(b => (long)b.Bytes);
            if (bytes >= BatchBytes)
            {
                yield return [.. batch];
                (batch, bytes) = ([], 0);
            }
        }

        if (batch.Count > 0)
        {
            yield return [.. batch];
        }
    }
}
