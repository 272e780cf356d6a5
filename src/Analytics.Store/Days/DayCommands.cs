using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Pages;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Days;

/// <summary>Reads days and changes them: each change names the version that it was made from.</summary>
internal static class DayCommands
{
    public static GetItemRequest Get(string table, SiteId site, LocalDay day) =>
        new() { TableName = table, Key = DayKeys.Day(site, day).ToAttributes(), ConsistentRead = true, ReturnConsumedCapacity = "TOTAL" };

    /// <summary>The days of a stretch, oldest first, and the flags beside them (<see cref="LateFlag.Is"/>).</summary>
    public static QueryRequest Read(string table, SiteId site, LocalDay first, LocalDay last) => new()
    {
        TableName = table,
        KeyConditionExpression = "#pk = :pk AND #sk BETWEEN :first AND :last",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#sk"] = Names.SortKey },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue>
        {
            [":pk"] = Attributes.Text(DayKeys.DaysPartition(site)),
            [":first"] = Attributes.Text(first.ToString()),
            [":last"] = Attributes.Text(DayKeys.LastOf(last)),
        },
        ReturnConsumedCapacity = "TOTAL",
    };

    /// <summary>The nearest day of which something is stored, before a day or after it: when it expires, and what lies of it in a bucket.</summary>
    public static QueryRequest Beside(string table, SiteId site, LocalDay day, bool after) => new()
    {
        TableName = table,
        KeyConditionExpression = after ? "#pk = :pk AND #sk > :day" : "#pk = :pk AND #sk < :day",
        ProjectionExpression = "#sk, #ttl, #export",
        ExpressionAttributeNames = new Dictionary<string, string>
        {
            ["#pk"] = Names.PartitionKey,
            ["#sk"] = Names.SortKey,
            ["#ttl"] = Names.TimeToLive,
            ["#export"] = Names.Export,
        },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue>
        {
            [":pk"] = Attributes.Text(DayKeys.DaysPartition(site)),
            [":day"] = Attributes.Text(day.ToString()),
        },
        ScanIndexForward = after,
        Limit = 3, // beside each day may lie its flag
        ConsistentRead = true,
    };

    /// <summary>The first days of which something is stored, expired ones included, and when they expire.</summary>
    public static QueryRequest First(string table, SiteId site) => new()
    {
        TableName = table,
        KeyConditionExpression = "#pk = :pk",
        ProjectionExpression = "#sk, #ttl",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#sk"] = Names.SortKey, ["#ttl"] = Names.TimeToLive },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":pk"] = Attributes.Text(DayKeys.DaysPartition(site)) },
        Limit = 3,
    };

    /// <summary>Writes a day if nobody changed it. Fails with ConditionalCheckFailedException otherwise.</summary>
    /// <param name="table">The events table.</param>
    /// <param name="after">The day as it shall be.</param>
    /// <param name="before">The version that was read; null where there was none.</param>
    public static PutItemRequest Put(string table, Day after, long? before)
    {
        (string condition, Dictionary<string, string> names, Dictionary<string, AttributeValue>? values) = Unchanged(before);
        return new PutItemRequest
        {
            TableName = table,
            Item = DayItem.Write(after),
            ConditionExpression = condition,
            ExpressionAttributeNames = names,
            ExpressionAttributeValues = values,
        };
    }

    /// <summary>The same, and with it what is rolled up of the day: all or nothing. Sent again within ten minutes, it takes effect once.</summary>
    /// <param name="table">The events table.</param>
    /// <param name="after">The day as it shall be.</param>
    /// <param name="before">The version that was read; null where there was none.</param>
    /// <param name="rollup">The item of the day's pages; null removes it.</param>
    public static TransactWriteItemsRequest PutWithPages(string table, Day after, long? before, Dictionary<string, AttributeValue>? rollup)
    {
        (string condition, Dictionary<string, string> names, Dictionary<string, AttributeValue>? values) = Unchanged(before);
        return new TransactWriteItemsRequest
        {
            ClientRequestToken = after.Change,
            TransactItems =
            [
                new TransactWriteItem
                {
                    Put = new Put
                    {
                        TableName = table,
                        Item = DayItem.Write(after),
                        ConditionExpression = condition,
                        ExpressionAttributeNames = names,
                        ExpressionAttributeValues = values,
                    },
                },
                rollup is null
                    ? new TransactWriteItem
                    {
                        Delete = new Delete { TableName = table, Key = PageKeys.Rollup(after.Site, PageKeys.PageDimension, after.Date).ToAttributes() },
                    }
                    : new TransactWriteItem { Put = new Put { TableName = table, Item = Of(after, rollup) } },
            ],
        };
    }

    /// <summary>Writes what is rolled up of a day, unless that of a later version stands there: then it fails with ConditionalCheckFailedException.</summary>
    public static PutItemRequest PutPages(string table, Day day, Dictionary<string, AttributeValue> rollup) => new()
    {
        TableName = table,
        Item = Of(day, rollup),
        ConditionExpression = NoLater,
        ExpressionAttributeNames = new Dictionary<string, string> { ["#version"] = Names.Version },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":version"] = Attributes.Number(day.Version) },
    };

    /// <summary>
    /// Lets a part of what is built of a day expire at another time, or never: costs as much as writing it. Fails with
    /// ConditionalCheckFailedException where it is not there.
    /// </summary>
    public static UpdateItemRequest SetExpiry(string table, ItemKey part, DateTimeOffset? expiresAt)
    {
        var request = new UpdateItemRequest
        {
            TableName = table,
            Key = part.ToAttributes(),
            UpdateExpression = expiresAt is null ? "REMOVE #ttl" : "SET #ttl = :ttl",
            ConditionExpression = "attribute_exists(#pk)",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#ttl"] = Names.TimeToLive },
        };
        if (expiresAt is { } expiry)
        {
            request.ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":ttl"] = Attributes.Expiry(expiry) };
        }

        return request;
    }

    /// <summary>Deletes a day that nobody changed. Fails with ConditionalCheckFailedException otherwise.</summary>
    public static DeleteItemRequest Delete(string table, Day day) => new()
    {
        TableName = table,
        Key = DayKeys.Day(day.Site, day.Date).ToAttributes(),
        ConditionExpression = "#version = :version",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#version"] = Names.Version },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":version"] = Attributes.Number(day.Version) },
    };

    /// <summary>Deletes a day's pages, unless those of a later version stand there: then it fails with ConditionalCheckFailedException.</summary>
    public static DeleteItemRequest DeletePages(string table, Day day) => new()
    {
        TableName = table,
        Key = PageKeys.Rollup(day.Site, PageKeys.PageDimension, day.Date).ToAttributes(),
        ConditionExpression = NoLater,
        ExpressionAttributeNames = new Dictionary<string, string> { ["#version"] = Names.Version },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":version"] = Attributes.Number(day.Version) },
    };

    private const string NoLater = "attribute_not_exists(#version) OR #version <= :version";

    private static Dictionary<string, AttributeValue> Of(Day day, Dictionary<string, AttributeValue> rollup) =>
        new(rollup) { [Names.Version] = Attributes.Number(day.Version) };

    private static (string Condition, Dictionary<string, string> Names, Dictionary<string, AttributeValue>? Values) Unchanged(long? before) =>
        before is { } version
            ? ("#version = :version", new() { ["#version"] = Names.Version }, new() { [":version"] = Attributes.Number(version) })
            : ("attribute_not_exists(#pk)", new() { ["#pk"] = Names.PartitionKey }, null);
}
