using System.Collections.Concurrent;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Tables;
using Analytics.Engine.Visitors;
using Analytics.Store.Calendars;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Engine.Days;

/// <summary>Reads who has been erased of a site. Safe for concurrent use.</summary>
public sealed class ErasureReader(EventsTable table, SaltStore salts)
{
    private static readonly TimeSpan Remember = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<(SiteId Site, LocalDay Day), (Tombstones Tombstones, DateTimeOffset Until)> _known = new();

    /// <summary>All erasures of a site that are not forgotten, oldest first.</summary>
    public async Task<IReadOnlyList<Erasure>> ListAsync(SiteId site, CancellationToken cancellation)
    {
        DateTimeOffset now = table.Clock.GetUtcNow();
        return [.. (await ReadAsync(ErasureCommands.List(table.Name, site), cancellation)).Where(i => i.IsLive(now)).Select(ErasureItem.Read)];
    }

    /// <summary>One of them; null where there is none of that name.</summary>
    public async Task<Erasure?> FindAsync(SiteId site, ErasureId id, CancellationToken cancellation) =>
        await table.Client.GetItemAsync(ErasureCommands.Get(table.Name, site, id), cancellation) is { Item.Count: > 0 } found ? ErasureItem.Read(found.Item) : null;

    /// <summary>
    /// Who and what has been erased of a day as of now. Read after that from which they are to be left out: what an erasure deletes, it has
    /// remembered before.
    /// </summary>
    internal async Task<Tombstones> ReadAsync(SiteId site, LocalDay day, DateTimeOffset start, CancellationToken cancellation)
    {
        Erasure[] concerning = [.. Tombstones.Concerning(await ListAsync(site, cancellation), day, start)];
        if (concerning.Length == 0)
        {
            return Tombstones.None;
        }

        List<Dictionary<string, AttributeValue>> erased = await ReadAsync(ErasureCommands.ReadVisitors(table.Name, site, day), cancellation);
        return Tombstones.Of(await salts.GetErasureSecretAsync(site, cancellation), day, concerning, erased.SelectMany(ErasedVisitors.Read), MatchedEventsItem.Read(erased));
    }

    /// <summary>
    /// Whether an event that comes in is erased. Costs nothing where the site never erased anything that the event could belong to, and
    /// may be half a minute old.
    /// </summary>
    internal async ValueTask<bool> IsErasedAsync(Site site, Event e, CancellationToken cancellation) =>
        Tombstones.MayCover(e, site.ErasedUntil) && (await RecallAsync(site, e.Day, cancellation)).Covers(e);

    private async ValueTask<Tombstones> RecallAsync(Site site, LocalDay day, CancellationToken cancellation)
    {
        DateTimeOffset start = site.Calendar.StartOf(day), now = table.Clock.GetUtcNow();
        if (!_known.TryGetValue((site.Id, day), out (Tombstones Tombstones, DateTimeOffset Until) known) || known.Until <= now)
        {
            if (_known.Count > 1_000)
            {
                _known.Clear(); // a bound on memory: what is forgotten is read again
            }

            _known[(site.Id, day)] = known = (await ReadAsync(site.Id, day, start, cancellation), now + Remember);
        }

        return known.Tombstones;
    }

    private async Task<List<Dictionary<string, AttributeValue>>> ReadAsync(QueryRequest request, CancellationToken cancellation)
    {
        List<Dictionary<string, AttributeValue>> items = [];
        do
        {
            QueryResponse page = await table.Client.QueryAsync(request, cancellation);
            items.AddRange(page.Items ?? []);
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
        return items;
    }
}
