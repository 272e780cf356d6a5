using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Days;
using Analytics.Engine.Tables;
using Analytics.Store.Deletions;
using Analytics.Store.Table;

namespace Analytics.Engine.Deleting;

/// <summary>Deletes what lies in a partition. What it could not do in time is left to the next run.</summary>
internal sealed class PartitionSweep(EventsTable table, BatchWriter batches)
{
    /// <summary>Deletes items until none is left or the time is up.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="prefix">What the sort keys begin with; empty for all.</param>
    /// <param name="isOther">Whether an item of that sort key is to stay; null: none.</param>
    /// <param name="deadline">No further batch is begun after it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many were deleted, and whether it is certain that nothing is left.</returns>
    public async Task<(long Removed, bool IsEmpty)> RunAsync(
        string partition, string prefix, Func<string, bool>? isOther, Deadline deadline, CancellationToken cancellation)
    {
        long removed = 0;
        QueryRequest request = DeletionCommands.Keys(table.Name, partition, prefix);
        do
        {
            QueryResponse page = await table.Client.QueryAsync(request, cancellation);
            IEnumerable<Dictionary<string, AttributeValue>> found = (page.Items ?? []).Where(item => isOther?.Invoke(item.RequiredText(Names.SortKey)) != true);
            foreach (Dictionary<string, AttributeValue>[] some in found.Chunk(BatchWriter.Most))
            {
                _ = await batches.WriteAsync([.. some.Select(Delete)], cancellation);
                removed += some.Length;
                if (deadline.HasPassed)
                {
                    return (removed, false); // after a batch: so every run comes further
                }
            }

            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
        return (removed, true);
    }

    private static WriteRequest Delete(Dictionary<string, AttributeValue> item) =>
        new(new DeleteRequest(new ItemKey(item.RequiredText(Names.PartitionKey), item.RequiredText(Names.SortKey)).ToAttributes()));
}
