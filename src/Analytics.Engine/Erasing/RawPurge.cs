using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Days;
using Analytics.Engine.Tables;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Table;

namespace Analytics.Engine.Erasing;

/// <summary>Looks through a day's raw events, those included that have expired and are there still, and takes out what is to go.</summary>
internal sealed class RawPurge(EventsTable table, BatchWriter batches)
{
    public async Task LookAsync(DayJob visit, DayLook look, CancellationToken cancellation)
    {
        await foreach (Dictionary<string, AttributeValue> item in ReadAsync(visit, cancellation))
        {
            foreach (Event e in RawItem.Read(item))
            {
                look.RawEvents++;
                visit.Tombstones.Collect(e, look.Visitors);
                look.RawFound += visit.Tombstones.Covers(e) ? 1 : 0;
            }
        }
    }

    /// <summary>Takes out, and says how many events and whether any of them was received near a border of the day.</summary>
    public async Task<(int Events, bool NearBorder)> DeleteAsync(DayJob visit, Tombstones tombstones, CancellationToken cancellation)
    {
        HashSet<EventId> deleted = [];
        List<WriteRequest> batch = [];
        bool near = false;
        DateTimeOffset start = visit.Site.Calendar.StartOf(visit.Date), end = visit.Site.Calendar.EndOf(visit.Date);
        await foreach (Dictionary<string, AttributeValue> item in ReadAsync(visit, cancellation))
        {
            ILookup<bool, Event> events = RawItem.Read(item).ToLookup(tombstones.Covers);
            if (!events[true].Any())
            {
                continue;
            }

            near |= events[true].Any(e => DayEvents.IsNear(e, start) || DayEvents.IsNear(e, end));
            deleted.UnionWith(events[true].Select(e => e.Id));
            batch.Add(RawItem.Keeping(item, [.. events[false]]) is { } rest
                ? new WriteRequest(new PutRequest(rest))
                : new WriteRequest(new DeleteRequest(new ItemKey(item.RequiredText(Names.PartitionKey), item.RequiredText(Names.SortKey)).ToAttributes())));
            if (batch.Count == BatchWriter.Most)
            {
                await batches.WriteAsync(batch, cancellation);
                batch = [];
            }
        }

        if (batch.Count > 0)
        {
            await batches.WriteAsync(batch, cancellation);
        }

        return (deleted.Count, near);
    }

    private async IAsyncEnumerable<Dictionary<string, AttributeValue>> ReadAsync(DayJob visit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (int shard = 0; shard < visit.Shards; shard++)
        {
            QueryRequest request = ReadRaw.ToRequest(table.Name, visit.Site.Id, visit.Date, shard, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
            do
            {
                QueryResponse page = await table.Client.QueryAsync(request, cancellation);
                foreach (Dictionary<string, AttributeValue> item in page.Items ?? [])
                {
                    yield return item;
                }

                request.ExclusiveStartKey = page.LastEvaluatedKey;
            }
            while (request.ExclusiveStartKey is { Count: > 0 });
        }
    }
}
