using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Days;

/// <summary>Stores the bytes of blocks, in parts that an item can hold, and finds them again.</summary>
internal static class BlockCommands
{
    /// <summary>The most bytes of one part: an item holds 400 KB with its key.</summary>
    public const int PartSize = 380 * 1024;

    /// <summary>The most items that one answer can have.</summary>
    public const int MostKeys = 100;

    public static int PartsOf(int bytes) => Math.Max(1, (bytes + PartSize - 1) / PartSize);

    /// <summary>One part of a block. A plain put: nobody else writes a build's keys.</summary>
    public static PutItemRequest Put(string table, SiteId site, LocalDay day, BlockId block, int part, ReadOnlyMemory<byte> bytes, DateTimeOffset? expiresAt)
    {
        Dictionary<string, AttributeValue> item = Entity.Begin(DayKeys.BlockPart(site, day, block, part), Entity.Block);
        int from = part * PartSize;
        item[Names.Bytes] = Attributes.Bytes(bytes[from..Math.Min(bytes.Length, from + PartSize)].ToArray());
        if (expiresAt is { } expiry)
        {
            item[Names.TimeToLive] = Attributes.Expiry(expiry);
        }

        return new PutItemRequest { TableName = table, Item = item };
    }

    /// <summary>At most <see cref="MostKeys"/> parts; what comes without them must be asked for again.</summary>
    public static BatchGetItemRequest Get(string table, IEnumerable<ItemKey> parts) => new()
    {
        RequestItems = new Dictionary<string, KeysAndAttributes> { [table] = new() { Keys = [.. parts.Select(p => p.ToAttributes())] } },
        ReturnConsumedCapacity = "TOTAL",
    };

    public static (ItemKey Part, byte[] Bytes) Read(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.Block);
        return (new ItemKey(item.RequiredText(Names.PartitionKey), item.RequiredText(Names.SortKey)), item[Names.Bytes].B.ToArray());
    }

    /// <summary>The keys of all that a build stored.</summary>
    public static QueryRequest Find(string table, SiteId site, LocalDay day, BuildId build) => new()
    {
        TableName = table,
        ConsistentRead = true,
        KeyConditionExpression = "#pk = :pk AND begins_with(#sk, :build)",
        ProjectionExpression = "#pk, #sk",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#sk"] = Names.SortKey },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue>
        {
            [":pk"] = Attributes.Text(DayKeys.BlocksPartition(site, day)),
            [":build"] = Attributes.Text(build.Value + "#"),
        },
    };

    /// <summary>The keys of all that lies in a day's partition, named or not.</summary>
    public static QueryRequest FindAll(string table, SiteId site, LocalDay day) => new()
    {
        TableName = table,
        ConsistentRead = true,
        KeyConditionExpression = "#pk = :pk",
        ProjectionExpression = "#pk, #sk",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#sk"] = Names.SortKey },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":pk"] = Attributes.Text(DayKeys.BlocksPartition(site, day)) },
    };

    public static DeleteItemRequest Delete(string table, ItemKey part) => new() { TableName = table, Key = part.ToAttributes() };

    /// <summary>The keys of a block's parts.</summary>
    public static IEnumerable<ItemKey> PartsOf(SiteId site, LocalDay day, BlockId block, int parts) =>
        Enumerable.Range(0, parts).Select(part => DayKeys.BlockPart(site, day, block, part));
}
