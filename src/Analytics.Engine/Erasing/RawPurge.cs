using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Days;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Table;

namespace Analytics.Engine.Erasing;

/// <summary>Deletes the raw events of erased people. A pack that holds other events as well is written again without theirs.</summary>
internal sealed class RawPurge(RawItemReader items, BatchWriter batches)
{
    /// <summary>Deletes, and returns how many events that were and whether any of them was received near a border of the day.</summary>
    public async Task<(int Events, bool IsNearBorder)> RunAsync(DayJob job, Tombstones tombstones, CancellationToken cancellation)
    {
        HashSet<EventId> deleted = [];
        List<WriteRequest> batch = [];
        bool near = false;
        DateTimeOffset start = job.Site.Calendar.StartOf(job.Date), end = job.Site.Calendar.EndOf(job.Date);
        await foreach (Dictionary<string, AttributeValue> item in items.ReadAsync(job, cancellation))
        {
            ILookup<bool, Event> events = RawItem.Read(item).ToLookup(tombstones.Covers);
            if (!events[true].Any())
            {
                continue;
            }

            near |= events[true].Any(e => DayEvents.IsNear(e, start) || DayEvents.IsNear(e, end));
            deleted.UnionWith(events[true].Select(e => e.Id));
            batch.Add(Keeping(item, [.. events[false]]));
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

    private static WriteRequest Keeping(Dictionary<string, AttributeValue> item, Event[] kept)
    {
        if (RawItem.Keeping(item, kept) is { } rest)
        {
            return new WriteRequest(new PutRequest(rest));
        }

        var key = new ItemKey(item.RequiredText(Names.PartitionKey), item.RequiredText(Names.SortKey));
        return new WriteRequest(new DeleteRequest(key.ToAttributes()));
    }
}
