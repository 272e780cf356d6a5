using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Engine;

/// <summary>Reads raw events, answer by answer, so that a day of any size streams through bounded memory.</summary>
public sealed class EventReader(IAmazonDynamoDB client, string table, TimeProvider clock)
{
    /// <summary>The day's events in the order of their receipt within each shard; copies of an event included, expired ones left out.</summary>
    public IAsyncEnumerable<Event> ReadDayAsync(Site site, LocalDay day, CancellationToken cancellation) =>
        ReadDayAsync(site, day, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, cancellation);

    /// <summary>Of the day's events those received in a span: its first instant included, its last not.</summary>
    public async IAsyncEnumerable<Event> ReadDayAsync(
        Site site,
        LocalDay day,
        DateTimeOffset receivedFrom,
        DateTimeOffset receivedBefore,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        for (int shard = 0; shard < site.WriteShards; shard++)
        {
            QueryRequest request = ReadRaw.ToRequest(table, site.Id, day, shard, receivedFrom, receivedBefore);
            do
            {
                QueryResponse response = await client.QueryAsync(request, cancellation);
                DateTimeOffset now = clock.GetUtcNow();
                foreach (Dictionary<string, AttributeValue> item in response.Items ?? [])
                {
                    if (item.IsLive(now))
                    {
                        yield return EventItem.Read(item);
                    }
                }

                request.ExclusiveStartKey = response.LastEvaluatedKey;
            }
            while (request.ExclusiveStartKey is { Count: > 0 });
        }
    }
}
