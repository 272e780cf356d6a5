using Amazon.DynamoDBv2.Model;
using Analytics.Store.Events;
using Analytics.Store.Table;

namespace Analytics.Store.Days;

/// <summary>Notes which raw items beyond an instant were seen.</summary>
/// <param name="from">The first instant of receipt that is noted.</param>
internal sealed class SeenItems(DateTimeOffset from)
{
    private readonly string _from = KeyText.Instant(from);

    /// <summary>All that were noted.</summary>
    public RawFingerprint All { get; private set; }

    /// <summary>When the last of them was received; the beginning of time where there is none.</summary>
    public DateTimeOffset Newest { get; private set; }

    public void Add(int shard, Dictionary<string, AttributeValue> item)
    {
        string key = item.RequiredText(Names.SortKey);
        if (string.CompareOrdinal(key, _from) < 0)
        {
            return;
        }

        All = All.With(shard, key);
        DateTimeOffset received = ReadRaw.ReceiptOf(item);
        Newest = received > Newest ? received : Newest;
    }
}
