using Amazon.DynamoDBv2.Model;
using Analytics.Store.Days;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Events;

/// <summary>Reads one shard of a day's raw events by the time of their receipt.</summary>
internal static class ReadRaw
{
    public static QueryRequest ToRequest(
        string table,
        SiteId site,
        LocalDay day,
        int shard,
        DateTimeOffset receivedFrom,
        DateTimeOffset receivedBefore) => new()
        {
            TableName = table,
            ConsistentRead = true,
            ReturnConsumedCapacity = "TOTAL",
            KeyConditionExpression = "#pk = :pk AND #sk BETWEEN :from AND :before",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#sk"] = Names.SortKey },
            ExpressionAttributeValues = new Dictionary<string, AttributeValue>
            {
                [":pk"] = Attributes.Text(Keys.RawPartition(site, day, shard)),
                [":from"] = Attributes.Text(KeyText.Instant(receivedFrom)),
                // A key is the instant and more, so the bare instant sorts before all keys of its millisecond: it is not included.
                [":before"] = Attributes.Text(KeyText.Instant(receivedBefore)),
            },
        };
}
