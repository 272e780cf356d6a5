using System.Collections.Concurrent;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Analytics.Engine.Days;
using Analytics.Engine.Tables;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;

namespace Analytics.Engine.Recording;

/// <summary>
/// Lets sites have as many write shards as they need, and lets nobody miss one: before the first event lies in a new shard, the site has
/// told of it for a minute, and the Day tells of it too.
/// </summary>
internal sealed class ShardKeeper(EventsTable table, DayStore days, ShardPressure pressure)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<(SiteId Site, LocalDay Day), int> _told = new();
    private readonly ConcurrentDictionary<SiteId, DateTimeOffset> _tried = new();

    /// <summary>Makes sure that the day knows of the shards before an event is written to one of them; costs nothing for a single one.</summary>
    public async ValueTask EnsureAsync(Site site, LocalDay day, int shards, CancellationToken cancellation)
    {
        if (shards <= 1 || (_told.TryGetValue((site.Id, day), out int told) && told >= shards))
        {
            return;
        }

        await days.RaiseShardsAsync(site, day, shards, cancellation);
        if (_told.Count > 10_000)
        {
            _told.Clear(); // a bound on memory: telling again costs a write
        }

        _told[(site.Id, day)] = shards;
    }

    /// <summary>Takes in what was written of a site, and gives it more shards where that is too much. It is no harm if that fails: the next event tries again.</summary>
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
            // Somebody else was first, or the table is busy.
        }
    }

    /// <summary>Whether DynamoDB refused because a partition, or the table, was busy.</summary>
    public static bool IsBusy(Exception failure) =>
        failure is AmazonServiceException { ErrorCode: "ProvisionedThroughputExceededException" or "ThrottlingException" or "RequestLimitExceeded" }
        or ProvisionedThroughputExceededException or RequestLimitExceededException;
}
