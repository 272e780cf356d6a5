using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Events;

/// <summary>Reads one shard of a day's raw events by the time of their receipt, or when the newest of them was received.</summary>
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
                [":pk"] = Attributes.Text(RawKeys.RawPartition(site, day, shard)),
                [":from"] = Attributes.Text(KeyText.Instant(receivedFrom)),
                // A key is the instant and more, so the bare instant sorts before all keys of its millisecond: it is not included.
                [":before"] = Attributes.Text(KeyText.Instant(receivedBefore)),
            },
        };

    /// <summary>The keys of those that were received from an instant on.</summary>
    public static QueryRequest Keys(string table, SiteId site, LocalDay day, int shard, DateTimeOffset receivedFrom)
    {
        QueryRequest request = ToRequest(table, site, day, shard, receivedFrom, DateTimeOffset.MaxValue);
        request.ProjectionExpression = "#sk, #ttl";
        request.ExpressionAttributeNames["#ttl"] = Names.TimeToLive;
        return request;
    }

    /// <summary>The key of the newest; answered by <see cref="ReceiptOf(QueryResponse)"/>. Eventually consistent.</summary>
    public static QueryRequest Newest(string table, SiteId site, LocalDay day, int shard) => new()
    {
        TableName = table,
        Limit = 1,
        ScanIndexForward = false,
        KeyConditionExpression = "#pk = :pk",
        ProjectionExpression = "#sk",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#sk"] = Names.SortKey },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":pk"] = Attributes.Text(RawKeys.RawPartition(site, day, shard)) },
    };

    /// <summary>When it was received; null where there is none.</summary>
    public static DateTimeOffset? ReceiptOf(QueryResponse newest) => newest.Items is [{ } item, ..] ? ReceiptOf(item) : null;

    /// <summary>When an item was received, by its key.</summary>
    public static DateTimeOffset ReceiptOf(Dictionary<string, AttributeValue> item) => KeyText.ParseInstant(item.RequiredText(Names.SortKey).Split('#')[0]);
}
