using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Visitors;

/// <summary>The secret of a site and a local day: what makes visitor ids, and what makes them meaningless when it is destroyed.</summary>
internal static class SaltItem
{
    public const int Size = 32;

    /// <summary>How long after its day's end (or its creation, for a past day) a salt lives.</summary>
    public static readonly TimeSpan KeepAfterDay = TimeSpan.FromHours(25);

    /// <summary>How long the salt of a day that was over when it was first needed lives.</summary>
    public static readonly TimeSpan KeepPastDay = TimeSpan.FromHours(48);

    public static GetItemRequest Get(string table, SiteId site, LocalDay day, bool consistent) =>
        new() { TableName = table, Key = SaltKeys.Salt(site, day).ToAttributes(), ConsistentRead = consistent };

    /// <summary>
    /// One that should have been destroyed is replaced. Fails with ConditionalCheckFailedException where another has made it first: then read it
    /// consistently.
    /// </summary>
    public static PutItemRequest Create(string table, SiteId site, LocalDay day, byte[] salt, DateTimeOffset destroyAfter, DateTimeOffset now)
    {
        Dictionary<string, AttributeValue> item = Entity.Begin(SaltKeys.Salt(site, day), Entity.Salt);
        item[Names.Salt] = Attributes.Bytes(salt);
        item[Names.DestroyAfter] = Attributes.Instant(destroyAfter);
        item[Names.TimeToLive] = Attributes.Expiry(destroyAfter);
        return new PutItemRequest
        {
            TableName = table,
            Item = item,
            ConditionExpression = "attribute_not_exists(#pk) OR #after <= :now",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#after"] = Names.DestroyAfter },
            ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":now"] = Attributes.Instant(now) },
        };
    }

    public static (byte[] Salt, DateTimeOffset DestroyAfter) Read(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.Salt);
        return (item[Names.Salt].B.ToArray(), item.RequiredInstant(Names.DestroyAfter));
    }

    /// <summary>All salts, without the secrets: the table holds a few per site.</summary>
    public static ScanRequest ScanKeys(string table, Dictionary<string, AttributeValue>? after) => new()
    {
        TableName = table,
        ConsistentRead = true,
        ProjectionExpression = "#pk, #sk, #after",
        ExpressionAttributeNames = new Dictionary<string, string>
        {
            ["#pk"] = Names.PartitionKey,
            ["#sk"] = Names.SortKey,
            ["#after"] = Names.DestroyAfter,
        },
        ExclusiveStartKey = after,
    };

    /// <summary>All that is kept of a site, without the secrets.</summary>
    public static QueryRequest Keys(string table, SiteId site) => new()
    {
        TableName = table,
        ConsistentRead = true,
        ProjectionExpression = "#pk, #sk",
        KeyConditionExpression = "#pk = :pk",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#sk"] = Names.SortKey },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":pk"] = Attributes.Text(SaltKeys.Partition(site)) },
    };

    public static DeleteItemRequest Delete(string table, Dictionary<string, AttributeValue> item) => new()
    {
        TableName = table,
        Key = new ItemKey(item.RequiredText(Names.PartitionKey), item.RequiredText(Names.SortKey)).ToAttributes(),
    };

    public static DateTimeOffset DestroyAfter(Dictionary<string, AttributeValue> item) => item.RequiredInstant(Names.DestroyAfter);
}
