using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Tables;
using Analytics.Store.Events;

namespace Analytics.Engine.Days;

/// <summary>Reads a day's raw items as they are stored, those included that have expired and are still there.</summary>
internal sealed class RawItemReader(EventsTable table)
{
    public async IAsyncEnumerable<Dictionary<string, AttributeValue>> ReadAsync(
        DayJob job, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (int shard = 0; shard < job.Shards; shard++)
        {
            QueryRequest request = ReadRaw.ToRequest(
                table.Name, job.Site.Id, job.Date, shard, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
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
