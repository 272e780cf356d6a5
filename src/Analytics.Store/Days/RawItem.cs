using Amazon.DynamoDBv2.Model;
using Analytics.Store.Blocks;
using Analytics.Store.Blocks.Format;
using Analytics.Store.Events;
using Analytics.Store.Table;

namespace Analytics.Store.Days;

/// <summary>
/// An item among a day's raw events: one event, or a pack of several that came together, stored as a log so that each takes some
/// twenty bytes instead of a write unit.
/// </summary>
internal static class RawItem
{
    /// <summary>The most that the events of one pack may take as items of their own, in bytes: a pack is smaller, and an item holds 400 KB.</summary>
    public const int MostPacked = 300 * 1024;

    /// <summary>Several events of one day, one shard and one instant of receipt.</summary>
    /// <param name="id">The pack's own name: any that no other has.</param>
    /// <param name="events">At least one.</param>
    /// <param name="shard">The shard that all of them lie in.</param>
    /// <param name="expiresAt">When they expire; null for never.</param>
    public static Dictionary<string, AttributeValue> Pack(EventId id, IReadOnlyList<Event> events, int shard, DateTimeOffset? expiresAt)
    {
        Event first = events[0];
        Dictionary<string, AttributeValue> item = Entity.Begin(RawKeys.Raw(first.Site, first.Day, shard, first.ReceivedAt, id), Entity.Pack);
        item[Names.Bytes] = Attributes.Bytes(BlockWriter.Log(first.Day, events));
        if (expiresAt is { } expiry)
        {
            item[Names.TimeToLive] = Attributes.Expiry(expiry);
        }

        return item;
    }

    /// <summary>Its events.</summary>
    /// <exception cref="StoredItemException">Neither a raw event nor a pack of this version, or damaged.</exception>
    public static IReadOnlyList<Event> Read(Dictionary<string, AttributeValue> item)
    {
        if (item.OptionalText(Names.Entity) != Entity.Pack)
        {
            return [EventItem.Read(item)];
        }

        string partition = item.RequiredText(Names.PartitionKey);
        try
        {
            return BlockReader.Open(item[Names.Bytes].B.ToArray(), partition).ToEvents(EventItem.ReadPartition(partition).Site);
        }
        catch (BlockFormatException damaged)
        {
            throw new StoredItemException(damaged.Message);
        }
    }

    /// <summary>
    /// Stores the same item with the events of some kinds emptied; null where it has none of them. An event of an item of its own becomes a pack of one: a
    /// reader that knows no emptied events then refuses it instead of counting it. Fails with ConditionalCheckFailedException where the item is gone by
    /// now, or is another pack.
    /// </summary>
    public static PutItemRequest? ToEmptied(string table, Dictionary<string, AttributeValue> item, EventKinds kinds)
    {
        IReadOnlyList<Event> events = Read(item);
        if (!events.Any(e => kinds.Hold(e.Name)))
        {
            return null;
        }

        Dictionary<string, AttributeValue> emptied = Entity.Begin(new ItemKey(item.RequiredText(Names.PartitionKey), item.RequiredText(Names.SortKey)), Entity.Pack);
        emptied[Names.Bytes] = Attributes.Bytes(BlockWriter.Log(events[0].Day, [.. events.Select(e => kinds.Without(e))]));
        if (item.TryGetValue(Names.TimeToLive, out AttributeValue? expiry))
        {
            emptied[Names.TimeToLive] = expiry;
        }

        bool isPack = item.TryGetValue(Names.Bytes, out AttributeValue? bytes);
        return new PutItemRequest
        {
            TableName = table,
            Item = emptied,
            ConditionExpression = isPack ? "#is = :bytes" : "attribute_exists(#is)",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#is"] = isPack ? Names.Bytes : Names.PartitionKey },
            ExpressionAttributeValues = isPack ? new Dictionary<string, AttributeValue> { [":bytes"] = Attributes.Bytes(bytes!.B.ToArray()) } : null,
        };
    }

    /// <summary>The same item with only some of its events; null where none is left.</summary>
    public static Dictionary<string, AttributeValue>? Keeping(Dictionary<string, AttributeValue> item, IReadOnlyList<Event> kept) => kept.Count == 0
        ? null
        : new Dictionary<string, AttributeValue>(item) { [Names.Bytes] = Attributes.Bytes(BlockWriter.Log(kept[0].Day, kept)) };
}
