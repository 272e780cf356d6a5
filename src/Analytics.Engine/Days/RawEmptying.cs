using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Tables;
using Analytics.Store.Days;
using Analytics.Store.Events;

namespace Analytics.Engine.Days;

/// <summary>
/// Empties the raw events of a day that are of kinds which the site keeps no longer: each item is written again under its own key, so that a build
/// finds the same event ids, copies and visits as before. After the day was built without these kinds, never before: see <see cref="Day.Expired"/>.
/// </summary>
internal sealed class RawEmptying(EventsTable table, RawItemReader items)
{
    private const int AtOnce = 16;

    /// <summary>How many items were written again; null where time was up before the last of them.</summary>
    public async Task<int?> RunAsync(DayJob job, EventKinds kinds, CancellationToken cancellation)
    {
        int written = 0;
        List<PutItemRequest> some = [];
        await foreach (Dictionary<string, AttributeValue> item in items.ReadAsync(job, cancellation))
        {
            if (RawItem.ToEmptied(table.Name, item, kinds) is not { } emptied)
            {
                continue;
            }

            some.Add(emptied);
            if (some.Count < AtOnce)
            {
                continue;
            }

            written += await WriteAsync(some, cancellation);
            some = [];
            if (job.Deadline.HasPassed)
            {
                return null;
            }
        }

        return written + await WriteAsync(some, cancellation);
    }

    private async Task<int> WriteAsync(List<PutItemRequest> requests, CancellationToken cancellation)
    {
        await Task.WhenAll(requests.Select(async request =>
        {
            try
            {
                _ = await table.Client.PutItemAsync(request, cancellation);
            }
            catch (ConditionalCheckFailedException)
            {
                // It has expired or was erased meanwhile, and stays gone; or an erasure wrote it again, and the next look finds it.
            }
        }));
        return requests.Count;
    }
}
