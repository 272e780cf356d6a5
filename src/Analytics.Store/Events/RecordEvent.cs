using Amazon.DynamoDBv2.Model;
using Analytics.Store.Inputs;
using Analytics.Store.Table;

namespace Analytics.Store.Events;

/// <summary>
/// Writes an event once. The put is plain: a copy of the same event is another item or the same one, and counts once wherever
/// events are read, so it is safe to retry and costs one write unit up to 1 KB. The item is made and measured once, when it is first
/// asked for.
/// </summary>
internal sealed class RecordEvent(Event recorded, int writeShards, TimeSpan? keep)
{
    private Dictionary<string, AttributeValue>? _item;
    private int? _size;

    public Event Event => recorded;

    /// <summary>The item's size in bytes, as DynamoDB counts it.</summary>
    public int Size => _size ??= ItemSize.Of(ToItem());

    public PutItemRequest ToRequest(string table) => Size <= ItemSize.Max
        ? new PutItemRequest { TableName = table, Item = ToItem() }
        : throw new AnalyticsInputException("event", "must be at most 400 KB in all: shorten its title, path or properties");

    public Dictionary<string, AttributeValue> ToItem() =>
        _item ??= EventItem.Write(recorded, writeShards, keep is { } kept ? recorded.ReceivedAt + kept : null);
}
