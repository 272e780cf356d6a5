using Amazon.DynamoDBv2.Model;
using Analytics.Store.Inputs;
using Analytics.Store.Table;

namespace Analytics.Store.Events;

/// <summary>
/// Writes an event once. The put is plain: a copy of the same event is another item or the same one, and counts once wherever
/// events are read, so it is safe to retry and costs one write unit up to 1 KB.
/// </summary>
internal sealed record RecordEvent(Event Event, int WriteShards, TimeSpan? Keep)
{
    public PutItemRequest ToRequest(string table)
    {
        Dictionary<string, AttributeValue> item = ToItem();
        return ItemSize.Of(item) <= ItemSize.Max
            ? new PutItemRequest { TableName = table, Item = item }
            : throw new AnalyticsInputException("event", "must be at most 400 KB in all: shorten its title, path or properties");
    }

    public Dictionary<string, AttributeValue> ToItem() =>
        EventItem.Write(Event, WriteShards, Keep is { } keep ? Event.ReceivedAt + keep : null);
}
