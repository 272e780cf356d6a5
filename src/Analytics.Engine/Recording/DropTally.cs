using System.Collections.Concurrent;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Analytics.Engine.Sites;
using Analytics.Engine.Tables;
using Analytics.Store.Calendars;
using Analytics.Store.Drops;
using Analytics.Store.Sites;

namespace Analytics.Engine.Recording;

/// <summary>
/// Counts dropped events in memory and adds the counts to the table every few minutes, one write for each site and day: a storm of bots
/// costs what a quiet day costs. What an instance has not told when it ends is not counted. Of a site that was deleted nothing is told.
/// </summary>
/// <param name="table">The events table.</param>
/// <param name="sites">Knows which sites there are.</param>
/// <param name="every">How long counts stay in memory before they are written, at least.</param>
public sealed class DropTally(EventsTable table, SiteDirectory sites, TimeSpan every)
{
    private const int MaxCounts = 40_000;
    private readonly ConcurrentDictionary<(SiteId Site, LocalDay Day, DropReason Reason), long> _counts = new();
    private long _flushedAt = table.Clock.GetUtcNow().UtcTicks;

    /// <summary>Counts one event that was dropped now.</summary>
    public void Count(Site site, DropReason reason)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (_counts.Count < MaxCounts)
        {
            _ = _counts.AddOrUpdate((site.Id, site.Calendar.DayOf(table.Clock.GetUtcNow()), reason), 1, (_, n) => n + 1);
        }
    }

    /// <summary>Tells the table if that was some minutes ago. Never fails: what could not be told is lost.</summary>
    public async ValueTask FlushIfDueAsync(CancellationToken cancellation)
    {
        long now = table.Clock.GetUtcNow().UtcTicks, before = Interlocked.Read(ref _flushedAt);
        if (now - before >= every.Ticks && Interlocked.CompareExchange(ref _flushedAt, now, before) == before)
        {
            await FlushAsync(cancellation);
        }
    }

    /// <summary>Tells the table what was counted since. Never fails: what could not be told is lost.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = table.Clock.GetUtcNow();
        Dictionary<(SiteId Site, LocalDay Day), Dictionary<DropReason, long>> taken = [];
        foreach ((SiteId site, LocalDay day, DropReason reason) in _counts.Keys)
        {
            if (_counts.TryRemove((site, day, reason), out long count))
            {
                if (!taken.TryGetValue((site, day), out Dictionary<DropReason, long>? counts))
                {
                    taken[(site, day)] = counts = [];
                }

                counts[reason] = count;
            }
        }

        foreach (((SiteId site, LocalDay day), Dictionary<DropReason, long> counts) in taken)
        {
            try
            {
                // A process may rest for hours between two events: the site may be gone when it tells.
                if ((await sites.FindAsync(site.Value, cancellation))?.Id != site)
                {
                    continue;
                }

                _ = await table.Client.UpdateItemAsync(DropCommands.Add(table.Name, site, day, counts, now + DropCommands.Keep), cancellation);
            }
            catch (Exception lost) when (lost is AmazonServiceException or AmazonClientException or HttpRequestException or OperationCanceledException)
            {
                // A lower bound stays one; added again, what did arrive would be counted twice.
            }
        }
    }

    /// <summary>The counts of some days that have any, oldest first; what this instance has not told yet is in them.</summary>
    public async Task<IReadOnlyList<DayDrops>> ReadAsync(SiteId site, LocalDay first, LocalDay last, CancellationToken cancellation)
    {
        var days = new SortedDictionary<LocalDay, Dictionary<string, long>>(Comparer<LocalDay>.Create((a, b) => a.Date.CompareTo(b.Date)));
        QueryRequest request = DropCommands.Read(table.Name, site, first, last);
        do
        {
            QueryResponse page = await table.Client.QueryAsync(request, cancellation);
            foreach (DayDrops day in (page.Items ?? []).Select(DropCommands.ReadItem))
            {
                days[day.Day] = day.Counts.ToDictionary();
            }

            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });

        foreach (((SiteId of, LocalDay day, DropReason reason), long count) in _counts.Where(c => c.Key.Site == site && c.Key.Day >= first && c.Key.Day <= last))
        {
            Dictionary<string, long> counts = days.TryGetValue(day, out var known) ? known : days[day] = [];
            counts[DropReasonText.Of(reason)] = counts.GetValueOrDefault(DropReasonText.Of(reason)) + count;
        }

        return [.. days.Select(d => new DayDrops(d.Key, d.Value))];
    }
}
