using System.Collections.Concurrent;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Analytics.Engine.Days;
using Analytics.Engine.Tables;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;

namespace Analytics.Engine.Recording;

/// <summary>
/// Gives sites as many write shards as they need, and makes sure that readers know every shard. Before the first event is written to a new
/// shard, the site has named it for a minute, and the Day names it too.
/// </summary>
internal sealed class ShardGrowthWriter(EventsTable table, DayStore days, ShardPressure pressure)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<(SiteId Site, LocalDay Day), int> _told = new();
    private readonly ConcurrentDictionary<SiteId, DateTimeOffset> _tried = new();

    /// <summary>Makes sure that the day names the shards before an event is written to one of them. A single shard costs nothing.</summary>
    public async ValueTask EnsureAsync(Site site, LocalDay day, int shards, CancellationToken cancellation)
    {
        if (shards <= 1 || (_told.TryGetValue((site.Id, day), out int told) && told >= shards))
        {
            return;
        }

        await days.RaiseShardsAsync(site, day, shards, cancellation);
        if (_told.Count > 10_000)
        {
            _told.Clear(); // bounds the memory: a day that is raised again costs a read
        }

        _told[(site.Id, day)] = shards;
    }

    /// <summary>
    /// Counts what was written for a site, and adds shards if the load is too high for those it has. A failure is harmless: a later event
    /// tries again.
    /// </summary>
    public async ValueTask NoteAsync(Site site, long units, int refused, CancellationToken cancellation)
    {
        int shards = pressure.Note(site, units, refused);
        DateTimeOffset now = table.Clock.GetUtcNow();
        if (shards <= site.WriteShards || site.Growth?.From > now || (_tried.TryGetValue(site.Id, out DateTimeOffset tried) && now < tried + Pause))
        {
            return;
        }

        _tried[site.Id] = now;
        try
        {
            _ = await table.Client.UpdateItemAsync(GrowShards.ToRequest(table.Name, site, shards, now), cancellation);
        }
        catch (AmazonServiceException)
        {
            // Another process was first, or the table is busy.
        }
    }

    /// <summary>Whether DynamoDB refused because a partition, or the table, was busy.</summary>
    public static bool IsBusy(Exception failure) =>
        failure is AmazonServiceException { ErrorCode: "ProvisionedThroughputExceededException" or "ThrottlingException" or "RequestLimitExceeded" }
        or ProvisionedThroughputExceededException or RequestLimitExceededException;
}
