using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Days;
using Analytics.Engine.Tables;
using Analytics.Store.Blocks;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Table;
using Analytics.Store.Visits;

namespace Analytics.Engine.Reading;

/// <summary>
/// Reads days whatever has become of them: sealed ones from their blocks, open ones from their logs and the raw events that are in no
/// log yet. Which of them it was cannot be told from what is answered. Safe for concurrent use.
/// </summary>
public sealed class DayReader
{
    private const int MostTries = 5;

    // Events of a day that is over, or far ahead, make its Day item before they are acknowledged, and those that came in time are sealed
    // within hours: a day further away than this, without an item, has none. As long as work markers live.
    private static readonly TimeSpan Unbuilt = TimeSpan.FromDays(40);

    private readonly IAmazonDynamoDB _client;
    private readonly string _table;
    private readonly TimeProvider _clock;
    private readonly EventReader _events;
    private readonly DayStore _days;
    private readonly BlockStore _blocks;
    private readonly SealedDays _sealed;
    private readonly WorkMarkers _markers;
    private readonly ErasureReader _erasures;

    internal DayReader(EventsTable table, EventReader events, DayStore days, BlockStore blocks, SealedDays sealedDays, WorkMarkers markers, ErasureReader erasures)
    {
        (_client, _table, _clock) = (table.Client, table.Name, table.Clock);
        (_events, _days, _blocks, _sealed, _markers, _erasures) = (events, days, blocks, sealedDays, markers, erasures);
    }

    /// <inheritdoc cref="ReadDays"/>
    public async Task<DayReading> OpenAsync(Site site, IReadOnlyList<(LocalDay First, LocalDay Last)> stretches, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(stretches);
        var meter = new ReadMeter();
        IReadOnlyList<Day>[] ofStretches = await Task.WhenAll(stretches.Select(s => ReadDaysAsync(site, s.First, s.Last, meter, cancellation))).ConfigureAwait(false);
        Day[] days = await Task.WhenAll(ofStretches.SelectMany(ofStretch => ofStretch).Select(day => LookAsync(site, day, meter, cancellation))).ConfigureAwait(false);
        Day[] open = [.. days.Where(day => day.State == DayState.Open)];
        LocalDay[] unsealed = [.. stretches.SelectMany(s => Unsealed(site, s.First, s.Last, days))];
        return new DayReading(
            (chosen, weight, token) => _sealed.ReadAsync(
                site,
                chosen,
                weight,
                meter,
                day => LookAsync(site, day, meter, token),
                reopened => ReadUnsealedAsync(site, [.. reopened.Select(day => day.Date)], [.. reopened], meter, token),
                token),
            token => ReadUnsealedAsync(site, unsealed, open, meter, token),
            () => meter.Total)
        {
            Sealed = [.. days.Where(day => day.State != DayState.Open)],
            Open = open,
            Unsealed = unsealed,
        };
    }

    /// <summary>What is stored of the days of a stretch, oldest first, what has expired left out.</summary>
    public Task<IReadOnlyList<Day>> ReadDaysAsync(Site site, LocalDay first, LocalDay last, CancellationToken cancellation) =>
        ReadDaysAsync(site, first, last, new ReadMeter(), cancellation);

    /// <summary>The first day of which something is stored and that has not expired; null if there is none.</summary>
    public async Task<LocalDay?> FindFirstAsync(Site site, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        QueryRequest request = DayCommands.First(_table, site.Id);
        do
        {
            QueryResponse page = await _client.QueryAsync(request, cancellation).ConfigureAwait(false);
            DateTimeOffset now = _clock.GetUtcNow();
            if (page.Items?.Find(item => item.IsLive(now) && !LateFlag.Is(item)) is { } first)
            {
                LocalDay day = LocalDay.Parse(first.RequiredText(Names.SortKey));
                LocalDay kept = site.Settings.DataRetentionDays > 0 ? site.Calendar.DayOf(now.AddDays(-site.Settings.DataRetentionDays)) : day;
                return day > kept ? day : kept;
            }

            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
        return null;
    }

    /// <summary>When the site's days have work to do next, earliest first.</summary>
    public async Task<IReadOnlyList<DateTimeOffset>> ReadDueAsync(Site site, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        return [.. (await _markers.ReadOfAsync(site.Id, cancellation).ToListAsync(cancellation).ConfigureAwait(false)).Select(m => m.Due).Distinct().Order()];
    }

    // The day as it is to be read: one whose seal has missed something as an open one.
    private async Task<Day> LookAsync(Site site, Day day, ReadMeter meter, CancellationToken cancellation)
    {
        // The flag is stored before a seal takes in what came late: what one answer has of that seal, no later answer may miss.
        if (day is { State: DayState.Sealed, Settling: null, LatePending: true }
            && await _days.FindAsync(site.Id, day.Date, cancellation, meter).ConfigureAwait(false) is { } found && found.Version > day.Version)
        {
            day = found;
        }

        // A kind of events whose time is over is in no answer, whether maintenance has taken it out of the blocks or not.
        day = day with { Hidden = KindRetention.ExpiredOf(site, day.Date, _clock.GetUtcNow()) & ~day.Expired };
        if (!day.IsUnsettled(_clock.GetUtcNow()))
        {
            return day;
        }

        SealGap gap = await _events.LookBeyondAsync(site, day, meter, cancellation).ConfigureAwait(false);
        return (gap.IsMissing ? day.Settling!.Reopen(day) : day) with { LatePending = gap.IsLate };
    }

    private async IAsyncEnumerable<DayContent> ReadUnsealedAsync(
        Site site, LocalDay[] unsealed, Day[] days, ReadMeter meter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Dictionary<LocalDay, Day> open = days.ToDictionary(d => d.Date);
        IAsyncEnumerable<Event> Read(Site s, LocalDay day, CancellationToken token) =>
            LeaveOutAsync(s, day, ReadOpenAsync(s, day, open.GetValueOrDefault(day), meter, token), token);
        IAsyncEnumerable<Event> Border(Site s, LocalDay day, DateTimeOffset from, DateTimeOffset before, CancellationToken token) =>
            _events.ReadDayAsync(s, day, from, before, meter, token);
        foreach ((LocalDay from, LocalDay to) in Stretches(unsealed))
        {
            await foreach (DayVisits visits in RawDays.ReadAsync(Read, Border, site, from, to, cancellation).ConfigureAwait(false))
            {
                yield return new DayContent(visits.Day, open.GetValueOrDefault(visits.Day), [Block.Of(visits)]);
            }
        }
    }

    private async Task<IReadOnlyList<Day>> ReadDaysAsync(Site site, LocalDay first, LocalDay last, ReadMeter meter, CancellationToken cancellation)
    {
        List<Day> days = [];
        HashSet<LocalDay> late = [];
        QueryRequest request = DayCommands.Read(_table, site.Id, first, last);
        do
        {
            QueryResponse page = await _client.QueryAsync(request, cancellation).ConfigureAwait(false);
            meter.Add(page.ConsumedCapacity);
            DateTimeOffset now = _clock.GetUtcNow();
            ILookup<bool, Dictionary<string, AttributeValue>> items = (page.Items ?? []).Where(item => item.IsLive(now)).ToLookup(LateFlag.Is);
            days.AddRange(items[false].Select(DayItem.Read));
            late.UnionWith(items[true].Select(item => LateFlag.Read(site.Id, item).Day));
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });

        // While a day has not settled, a look beyond its seal tells it more precisely.
        days = days.ConvertAll(d => d is { State: DayState.Sealed, Settling: null } && late.Contains(d.Date) ? d with { LatePending = true } : d);

        // A retention that was shortened holds at once, whatever the items still say.
        return site.Settings.DataRetentionDays > 0
            ? days.FindAll(d => d.End.AddDays(site.Settings.DataRetentionDays) > _clock.GetUtcNow())
            : days;
    }

    // Of an open day what its logs hold, and the raw events that came later; copies may be among them.
    private async IAsyncEnumerable<Event> ReadOpenAsync(
        Site site, LocalDay date, Day? day, ReadMeter meter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        IReadOnlyList<Event> logged = [];
        for (int tries = 0; day is { Blocks.Count: > 0 }; tries++)
        {
            IReadOnlyDictionary<(LocalDay Day, BlockId Id), byte[]> found =
                await _blocks.ReadAsync(site.Id, [.. day.Blocks.Select(b => (date, b))], meter, cancellation).ConfigureAwait(false);
            if (found.Count == day.Blocks.Count && day.State == DayState.Open)
            {
                logged = [.. day.Blocks.SelectMany(block => SealedDays.Open(day, block, found).ToEvents(site.Id))];
                break;
            }

            if (tries >= MostTries)
            {
                throw new InvalidOperationException($"Blocks of {date} are named and not there.");
            }

            if (day.Settling is not null)
            {
                day = day with { Blocks = [], Watermarks = [] }; // a person was erased, and the logs from before the seal are deleted
                break;
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
            await foreach ((Event e, _) in _events.ReadShardAsync(site, date, shard, from, day?.Settling?.Before ?? DateTimeOffset.MaxValue, meter, cancellation).ConfigureAwait(false))
            {
                yield return e;
            }
        }
    }

    // An erased person's events are left out at once, before maintenance deletes them; kinds of events whose time is over are emptied.
    private async IAsyncEnumerable<Event> LeaveOutAsync(
        Site site, LocalDay day, IAsyncEnumerable<Event> events, [EnumeratorCancellation] CancellationToken cancellation)
    {
        EventKinds expired = KindRetention.ExpiredOf(site, day, _clock.GetUtcNow());
        if (site.ErasedUntil is null)
        {
            await foreach (Event e in events.ConfigureAwait(false))
            {
                yield return expired.Without(e);
            }

            yield break;
        }

        List<Event> all = await RawDays.CollectAsync(events, cancellation).ConfigureAwait(false);
        Tombstones erased = all.Exists(e => Tombstones.MayCover(e, site.ErasedUntil))
            ? await _erasures.ReadAsync(site.Id, day, site.Calendar.StartOf(day), cancellation).ConfigureAwait(false)
            : Tombstones.None;
        foreach (Event e in erased.Without(all))
        {
            yield return expired.Without(e);
        }
    }

    private IEnumerable<LocalDay> Unsealed(Site site, LocalDay first, LocalDay last, IReadOnlyList<Day> days)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        TimeSpan reach = RawRetention.Of(site) < Unbuilt ? RawRetention.Of(site) : Unbuilt;
        reach = site.Settings.DataRetentionDays > 0 && TimeSpan.FromDays(site.Settings.DataRetentionDays) is var keep && keep < reach ? keep : reach;
        LocalDay oldest = site.Calendar.DayOf(now - reach), newest = site.Calendar.DayOf(now + Day.Ahead).Plus(1);
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
}
