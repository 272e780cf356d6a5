using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Table;

namespace Analytics.Engine.Erasing;

/// <summary>Looks through a day's raw events, those included that have expired and are there still, and deletes what is to go.</summary>
internal sealed class RawPurge(IAmazonDynamoDB client, string table, TimeProvider clock)
{
    private readonly BatchWriter _batches = new(client, table, clock);

    public async Task LookAsync(DayVisit visit, DayLook look, CancellationToken cancellation)
    {
        await foreach ((Event e, _) in ReadAsync(visit, cancellation))
        {
            look.RawEvents++;
            visit.Tombstones.Collect(e, look.Visitors);
            look.RawFound += visit.Tombstones.Covers(e) ? 1 : 0;
        }
    }

    /// <summary>Deletes, and says how many events and whether any of them was received near a border of the day.</summary>
    public async Task<(int Events, bool NearBorder)> DeleteAsync(DayVisit visit, Tombstones tombstones, CancellationToken cancellation)
    {
        HashSet<EventId> deleted = [];
        List<WriteRequest> batch = [];
        bool near = false;
        DateTimeOffset start = visit.Site.Calendar.StartOf(visit.Date), end = visit.Site.Calendar.EndOf(visit.Date);
        await foreach ((Event e, ItemKey key) in ReadAsync(visit, cancellation))
        {
            if (!tombstones.Covers(e))
            {
                continue;
            }

            near |= DayEvents.IsNear(e, start) || DayEvents.IsNear(e, end);
            _ = deleted.Add(e.Id);
            batch.Add(new WriteRequest(new DeleteRequest(key.ToAttributes())));
            if (batch.Count == BatchWriter.Most)
            {
                await _batches.WriteAsync(batch, cancellation);
                batch = [];
            }
        }

        if (batch.Count > 0)
        {
            await _batches.WriteAsync(batch, cancellation);
        }

        return (deleted.Count, near);
    }

    private async IAsyncEnumerable<(Event Event, ItemKey Key)> ReadAsync(DayVisit visit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (int shard = 0; shard < visit.Shards; shard++)
        {
            QueryRequest request = ReadRaw.ToRequest(table, visit.Site.Id, visit.Date, shard, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
            do
            {
                QueryResponse page = await client.QueryAsync(request, cancellation);
                foreach (Dictionary<string, AttributeValue> item in page.Items ?? [])
                {
                    yield return (EventItem.Read(item), new ItemKey(item.RequiredText(Names.PartitionKey), item.RequiredText(Names.SortKey)));
                }

                request.ExclusiveStartKey = page.LastEvaluatedKey;
            }
            while (request.ExclusiveStartKey is { Count: > 0 });
        }
    }
}
