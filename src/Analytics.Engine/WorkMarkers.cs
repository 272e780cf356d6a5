using System.Collections.Concurrent;
using Amazon.DynamoDBv2;
using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Engine;

/// <summary>
/// Makes sure that a marker stands for a day before an event of it is acknowledged, and writes each marker once per instance: one
/// that was written serves until it is due.
/// </summary>
internal sealed class WorkMarkers(IAmazonDynamoDB client, string table)
{
    private readonly ConcurrentDictionary<(SiteId Site, LocalDay Day), DateTimeOffset> _standing = new();

    public async Task EnsureAsync(Site site, LocalDay day, DateTimeOffset now, bool authenticated, CancellationToken cancellation)
    {
        if (_standing.TryGetValue((site.Id, day), out DateTimeOffset due) && due > now)
        {
            return;
        }

        var marker = new WorkMarker(site.Id, day, WorkMarker.NextSeal(site.Calendar.EndOf(day), now, authenticated));
        _ = await client.PutItemAsync(marker.ToRequest(table), cancellation);
        if (_standing.Count > 50_000)
        {
            _standing.Clear(); // markers are idempotent: forgetting costs a write, not a wrong answer
        }

        _standing[(site.Id, day)] = marker.Due;
    }
}
