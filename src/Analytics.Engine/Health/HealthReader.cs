using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Days;
using Analytics.Engine.Reading;
using Analytics.Engine.Recording;
using Analytics.Engine.Sites;
using Analytics.Engine.Tables;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Drops;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Engine.Health;

/// <summary>
/// Reads what tells whether sites are well. It only looks, and reads little: the Days of a month, one key of raw events a shard, and the
/// oldest work markers of all sites once.
/// </summary>
public sealed class HealthReader
{
    /// <summary>How many days back it looks, today included.</summary>
    public const int Days = 30;

    // Of each slice; some twenty read units. Where there are more, the youngest are not seen, and with them when some sites' work is next due.
    private const int MostMarkers = 2_000;
    private const int AtOnce = 8;
    private readonly EventsTable _table;
    private readonly WorkMarkers _markers;
    private readonly DayReader _days;
    private readonly DropTally _drops;
    private readonly ErasureReader _erasures;
    private readonly SiteJobs _jobs;

    internal HealthReader(EventsTable table, WorkMarkers markers, DayReader days, DropTally drops, ErasureReader erasures, SiteJobs jobs) =>
        (_table, _markers, _days, _drops, _erasures, _jobs) = (table, markers, days, drops, erasures, jobs);

    /// <summary>How these sites are now.</summary>
    public async Task<HealthReading> ReadAsync(IReadOnlyList<Site> sites, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sites);
        DateTimeOffset now = _table.Clock.GetUtcNow();
        IReadOnlyList<WorkMarker> markers = await _markers.ReadOldestAsync(MostMarkers, cancellation).ConfigureAwait(false);
        ILookup<SiteId, WorkMarker> ofSites = markers.ToLookup(m => m.Site);
        bool hasKinds = sites.Any(KindRetention.IsSet);
        ILookup<SiteId, SiteJob> jobs = (hasKinds ? await _jobs.ReadDueAsync(SiteJob.Kinds, now, cancellation).ConfigureAwait(false) : []).ToLookup(job => job.Site);
        List<SiteHealth> found = [];
        foreach (Site[] some in sites.Chunk(AtOnce))
        {
            found.AddRange(await Task.WhenAll(some.Select(site => ReadAsync(site, [.. ofSites[site.Id]], jobs[site.Id].FirstOrDefault()?.Due, now, cancellation))).ConfigureAwait(false));
        }

        return new HealthReading(found, DueSince(markers, now));
    }

    private async Task<SiteHealth> ReadAsync(Site site, WorkMarker[] markers, DateTimeOffset? kindsDue, DateTimeOffset now, CancellationToken cancellation)
    {
        LocalDay today = site.Calendar.DayOf(now), yesterday = today.Plus(-1);
        IReadOnlyList<Day> stored = await _days.ReadDaysAsync(site, today.Plus(1 - Days), today, cancellation).ConfigureAwait(false);
        IReadOnlyList<DayDrops> dropped = await _drops.ReadAsync(site.Id, yesterday, today, cancellation).ConfigureAwait(false);
        return new SiteHealth(site)
        {
            Days = stored,
            Unsealed = Unsealed(site, markers, now),
            DueSince = DueSince(markers, now),
            NextWork = markers.Length == 0 ? null : markers.Min(m => m.Due),
            LastEvent = await FindLastEventAsync(site, [today, yesterday, .. stored.Where(d => d.Date < yesterday).TakeLast(1).Select(d => d.Date)], cancellation).ConfigureAwait(false),
            KindsDueSince = kindsDue,
            DroppedFrom = yesterday,
            Dropped = dropped.SelectMany(d => d.Counts).GroupBy(c => c.Key, c => c.Value).ToDictionary(g => g.Key, g => g.Sum()),
            Erasures = site.ErasedUntil is null
                ? []
                : [.. (await _erasures.ListAsync(site.Id, cancellation).ConfigureAwait(false)).Where(e => e.State != ErasureState.Finished)],
        };
    }

    private async Task<DateTimeOffset?> FindLastEventAsync(Site site, LocalDay[] newestFirst, CancellationToken cancellation)
    {
        foreach (LocalDay day in newestFirst)
        {
            QueryResponse[] shards = await Task.WhenAll(
                Enumerable.Range(0, site.WriteShards).Select(shard => _table.Client.QueryAsync(ReadRaw.Newest(_table.Name, site.Id, day, shard), cancellation))).ConfigureAwait(false);
            if (shards.Max(ReadRaw.ReceiptOf) is { } receipt)
            {
                return receipt;
            }
        }

        return null;
    }

    // A marker of a day that is not over asks for its compaction, one of upkeep for an audit: no seal waits behind either.
    private static WaitingDay? Unsealed(Site site, WorkMarker[] markers, DateTimeOffset now)
    {
        WaitingDay[] waiting =
        [
            .. from marker in markers
               where !marker.Upkeep
               let end = site.Calendar.EndOf(marker.Day)
               let since = marker.Due > end ? marker.Due : end
               where since + NextStep.Settled < now
               orderby since
               select new WaitingDay(marker.Day, since),
        ];
        return waiting.Length == 0 ? null : waiting[0];
    }

    private static IReadOnlyList<DateTimeOffset> DueSince(IEnumerable<WorkMarker> markers, DateTimeOffset now) =>
        [.. markers.Where(m => m.Due + NextStep.Settled < now).GroupBy(m => (m.Site, m.Day), m => m.Due).Select(day => day.Min()).Order()];
}
