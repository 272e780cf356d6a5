using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Tables;

namespace Analytics.Engine.Days;

/// <summary>Puts and deletes many items.</summary>
internal sealed class BatchWriter(EventsTable table)
{
    /// <summary>The most of one request.</summary>
    public const int Most = 25;

    /// <summary>
    /// At most <see cref="Most"/>. DynamoDB may leave some of a batch undone when it is busy: those are sent again, more slowly, until the
    /// caller gives up.
    /// </summary>
    /// <returns>How many were left undone at some time, each as often as it was.</returns>
    public async Task<int> WriteAsync(List<WriteRequest> writes, CancellationToken cancellation)
    {
        int refused = 0;
        TimeSpan pause = TimeSpan.FromMilliseconds(50);
        while (true)
        {
            var request = new BatchWriteItemRequest { RequestItems = new Dictionary<string, List<WriteRequest>> { [table.Name] = writes } };
            BatchWriteItemResponse response = await table.Client.BatchWriteItemAsync(request, cancellation);
            if (response.UnprocessedItems is not { Count: > 0 } || !response.UnprocessedItems.TryGetValue(table.Name, out List<WriteRequest>? rest) || rest.Count == 0)
            {
                return refused;
            }

            // The token does not end the pause. A caller that cancels waits for its end, at most two seconds, and stays on its thread.
            await Task.Delay(pause, table.Clock, CancellationToken.None);
            cancellation.ThrowIfCancellationRequested();
            pause = TimeSpan.FromMilliseconds(Math.Min(pause.TotalMilliseconds * 2, 2000));
            refused += rest.Count;
            writes = rest;
        }
    }
}
