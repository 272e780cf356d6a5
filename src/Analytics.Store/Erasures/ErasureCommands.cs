using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Erasures;

/// <summary>Asks for erasures, reads them, and says how far they have come.</summary>
internal static class ErasureCommands
{
    /// <summary>
    /// The request, that the site knows of it, and that it is left to do: all or nothing, so that an answer means that it will be done.
    /// Fails where the site is gone.
    /// </summary>
    public static TransactWriteItemsRequest Ask(string table, Erasure erasure, SiteJob job) => new()
    {
        ClientRequestToken = erasure.Id.Value,
        TransactItems =
        [
            new TransactWriteItem { Put = new Put { TableName = table, Item = ErasureItem.Write(erasure) } },
            new TransactWriteItem { Put = job.ToPut(table) },
            new TransactWriteItem
            {
                Update = new Update
                {
                    TableName = table,
                    Key = SiteKeys.Site(erasure.Site).ToAttributes(),
                    UpdateExpression = "SET #until = :until",
                    ConditionExpression = "attribute_exists(#pk)",
                    ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#until"] = Names.ErasedUntil },
                    ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":until"] = Attributes.Instant(erasure.AskedAt) },
                },
            },
        ],
    };

    public static GetItemRequest Get(string table, SiteId site, ErasureId id) =>
        new() { TableName = table, Key = ErasureKeys.Erasure(site, id).ToAttributes(), ConsistentRead = true };

    /// <summary>All of a site's, oldest first.</summary>
    public static QueryRequest List(string table, SiteId site) => new()
    {
        TableName = table,
        ConsistentRead = true,
        KeyConditionExpression = "#pk = :pk AND begins_with(#sk, :prefix)",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#sk"] = Names.SortKey },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue>
        {
            [":pk"] = Attributes.Text(SiteKeys.Partition(site)),
            [":prefix"] = Attributes.Text(ErasureKeys.ErasurePrefix),
        },
    };

    /// <summary>Says how far it has come, if nobody else did meanwhile. Fails with ConditionalCheckFailedException otherwise.</summary>
    /// <param name="table">The events table.</param>
    /// <param name="erasure">As it is now; its version is the one after that which was read.</param>
    public static PutItemRequest Put(string table, Erasure erasure) => new()
    {
        TableName = table,
        Item = ErasureItem.Write(erasure),
        ConditionExpression = "#version = :version",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#version"] = Names.Version },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":version"] = Attributes.Number(erasure.Version - 1) },
    };

    /// <summary>Remembers erased visitors of a day, by their keyed hashes, before anything of them is deleted.</summary>
    public static PutItemRequest PutVisitors(string table, Erasure erasure, LocalDay day, string part, IEnumerable<ulong> visitors, DateTimeOffset expiresAt)
    {
        Dictionary<string, AttributeValue> item = Entity.Begin(ErasureKeys.ErasedVisitors(erasure.Site, day, erasure.Id, part), Entity.ErasedVisitors);
        item[Names.AskedAt] = Attributes.Instant(erasure.AskedAt);
        item[Names.ErasedVisitors] = Attributes.Bytes(ErasedVisitors.Write(visitors));
        item[Names.TimeToLive] = Attributes.Expiry(expiresAt);
        return new PutItemRequest { TableName = table, Item = item };
    }

    /// <summary>Stores some of the events that an erasure by filter takes out of a day; they count for nothing before <see cref="PutMatches"/>.</summary>
    public static PutItemRequest PutMatchedEvents(
        string table, Erasure erasure, LocalDay day, string attempt, int part, ulong[] hashes, DateTimeOffset expiresAt) =>
        new() { TableName = table, Item = MatchedEventsItem.WritePart(erasure, day, attempt, part, hashes, expiresAt) };

    /// <summary>Stores the last of them: from now on exactly these are taken out. Fails with ConditionalCheckFailedException where they are known already.</summary>
    public static PutItemRequest PutMatches(string table, Erasure erasure, LocalDay day, string attempt, ulong[] hashes, DateTimeOffset expiresAt) => new()
    {
        TableName = table,
        Item = MatchedEventsItem.WriteLast(ErasureKeys.Matches(erasure.Site, day, erasure.Id), erasure, attempt, hashes, expiresAt),
        ConditionExpression = "attribute_not_exists(#pk)",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey },
    };

    /// <summary>Stores those of which a neighbour of their day may hold copies, before <see cref="PutMatches"/> of their day.</summary>
    public static PutItemRequest PutMatchesBeside(
        string table, Erasure erasure, LocalDay day, LocalDay neighbour, int part, ulong[] hashes, DateTimeOffset expiresAt)
    {
        ItemKey key = ErasureKeys.MatchesBeside(erasure.Site, neighbour, erasure.Id, day, part);
        return new PutItemRequest { TableName = table, Item = MatchedEventsItem.WriteLast(key, erasure, day.ToString(), hashes, expiresAt) };
    }

    /// <summary>The erased visitors and events of a day.</summary>
    public static QueryRequest ReadVisitors(string table, SiteId site, LocalDay day) => new()
    {
        TableName = table,
        ConsistentRead = true,
        KeyConditionExpression = "#pk = :pk",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":pk"] = Attributes.Text(ErasureKeys.ErasedVisitorsPartition(site, day)) },
    };

    /// <summary>The site's secret, in the salts table.</summary>
    public static GetItemRequest GetSecret(string saltsTable, SiteId site) =>
        new() { TableName = saltsTable, Key = ErasureKeys.ErasureSecret(site).ToAttributes(), ConsistentRead = true };

    /// <summary>Makes the secret unless there is one. Fails with ConditionalCheckFailedException where another made it first: then read it.</summary>
    public static PutItemRequest CreateSecret(string saltsTable, SiteId site, byte[] secret)
    {
        Dictionary<string, AttributeValue> item = Entity.Begin(ErasureKeys.ErasureSecret(site), Entity.ErasureSecret);
        item[Names.Salt] = Attributes.Bytes(secret);
        item[Names.DestroyAfter] = Attributes.Instant(DateTimeOffset.MaxValue);
        return new PutItemRequest
        {
            TableName = saltsTable,
            Item = item,
            ConditionExpression = "attribute_not_exists(#pk)",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey },
        };
    }
}
