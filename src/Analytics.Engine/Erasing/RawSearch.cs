using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Days;
using Analytics.Store.Days;
using Analytics.Store.Events;

namespace Analytics.Engine.Erasing;

/// <summary>Searches a day's raw events for erased people, and learns under which visitors they came.</summary>
internal sealed class RawSearch(RawItemReader items)
{
    public async Task RunAsync(DayJob job, DayFindings found, CancellationToken cancellation)
    {
        await foreach (Dictionary<string, AttributeValue> item in items.ReadAsync(job, cancellation))
        {
            foreach (Event e in RawItem.Read(item))
            {
                found.RawEvents++;
                job.Tombstones.Collect(e, found.Visitors);
                found.RawFound += job.Tombstones.Covers(e) ? 1 : 0;
            }
        }
    }
}
