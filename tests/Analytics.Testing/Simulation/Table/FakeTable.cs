using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Analytics.Testing.Simulation.Table;

/// <summary>The items of a table in the order of their keys, and for a while what they were before.</summary>
/// <remarks>A stored item is never changed in place. Readers copy it before they return it.</remarks>
internal sealed class FakeTable
{
    public const int MaxItemSize = 400 * 1024;

    /// <summary>How far back the past is kept for stale reads.</summary>
    private static readonly TimeSpan Past = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, SortedList<string, Dictionary<string, AttributeValue>>> _partitions = new(StringComparer.Ordinal);
    private readonly LinkedList<(DateTimeOffset At, RowKey Key, Dictionary<string, AttributeValue>? Before)> _journal = [];
    private readonly Dictionary<string, (string Partition, string Sort)> _indexes = new(StringComparer.Ordinal);

    public FakeTable(CreateTableRequest definition)
    {
        (PartitionKey, SortKey) = Keys(definition.KeySchema);
        foreach (GlobalSecondaryIndex index in definition.GlobalSecondaryIndexes ?? [])
        {
            _indexes.Add(index.IndexName, Keys(index.KeySchema));
        }

        if (definition.AttributeDefinitions.Any(a => a.AttributeType != ScalarAttributeType.S))
        {
            throw new NotSupportedException("The fake knows keys of strings only.");
        }
    }

    public string PartitionKey { get; }

    public string SortKey { get; }

    public (string Partition, string Sort) Index(string name) => _indexes.TryGetValue(name, out var keys)
        ? keys
        : throw Refusal.Invalid($"The table does not have the specified index: {name}");

    /// <summary>The key that a request names, which must be whole and nothing but a key.</summary>
    public RowKey KeyOf(Dictionary<string, AttributeValue>? key) => key is { Count: 2 } && key.ContainsKey(PartitionKey) && key.ContainsKey(SortKey)
        ? KeyIn(key)
        : throw Refusal.Invalid("The provided key element does not match the schema");

    /// <summary>The key in an item; an item that DynamoDB would not store is refused.</summary>
    public RowKey KeyIn(Dictionary<string, AttributeValue> item)
    {
        foreach ((string partition, string sort) in _indexes.Values)
        {
            foreach (string name in new[] { partition, sort })
            {
                if (item.TryGetValue(name, out AttributeValue? value) && value.S is not { Length: > 0 })
                {
                    throw Refusal.Invalid($"One or more parameter values were invalid: Type mismatch or empty value for Index Key {name}");
                }
            }
        }

        return new RowKey(Part(PartitionKey, 2048), Part(SortKey, 1024));

        string Part(string name, int max) =>
            !item.TryGetValue(name, out AttributeValue? value) ? throw Refusal.Invalid($"One or more parameter values were invalid: Missing the key {name} in the item")
            : value.S is not { Length: > 0 } text ? throw Refusal.Invalid($"One or more parameter values were invalid: Type mismatch or empty value for key {name}")
            : Encoding.UTF8.GetByteCount(text) > max ? throw Refusal.Invalid($"One or more parameter values were invalid: Size of {name} has exceeded the maximum size limit of {max} bytes")
            : text;
    }

    /// <summary>The item as it is stored, or as it was at an instant of the last seconds.</summary>
    public Dictionary<string, AttributeValue>? Find(RowKey key, DateTimeOffset? asOf = null)
    {
        if (asOf is { } then && _journal.FirstOrDefault(j => j.At > then && j.Key == key) is { Key.Partition: not null } change)
        {
            return change.Before;
        }

        return _partitions.TryGetValue(key.Partition, out var rows) && rows.TryGetValue(key.Sort, out var item) ? item : null;
    }

    /// <summary>The items of a partition in the order of their sort keys.</summary>
    public IEnumerable<KeyValuePair<RowKey, Dictionary<string, AttributeValue>>> Partition(string partition, DateTimeOffset? asOf)
    {
        IEnumerable<string> sorts = _partitions.TryGetValue(partition, out var rows) ? rows.Keys : [];
        if (asOf is { } then)
        {
            string[] changed = [.. _journal.Where(j => j.At > then && j.Key.Partition == partition).Select(j => j.Key.Sort)];
            sorts = sorts.Concat(changed).Distinct(StringComparer.Ordinal).Order(Utf8Order.Instance);
        }

        return sorts.Select(sort => new RowKey(partition, sort)).Select(key => KeyValuePair.Create(key, Find(key, asOf)!)).Where(row => row.Value is not null);
    }

    /// <summary>The items that stand in an index, in its order.</summary>
    public IEnumerable<KeyValuePair<RowKey, Dictionary<string, AttributeValue>>> InIndex(string index, string partition, DateTimeOffset? asOf)
    {
        (string partitionKey, string sortKey) = Index(index);
        return All(asOf)
            .Where(row => row.Value.GetValueOrDefault(partitionKey)?.S == partition && row.Value.ContainsKey(sortKey))
            .OrderBy(row => row.Value[sortKey].S, Utf8Order.Instance).ThenBy(row => row.Key);
    }

    public IEnumerable<KeyValuePair<RowKey, Dictionary<string, AttributeValue>>> All(DateTimeOffset? asOf = null) =>
        _partitions.Keys.Concat(_journal.Select(j => j.Key.Partition)).Distinct(StringComparer.Ordinal).Order(Utf8Order.Instance).SelectMany(p => Partition(p, asOf));

    /// <summary>Stores an item in place of another; null deletes.</summary>
    public void Replace(RowKey key, Dictionary<string, AttributeValue>? item, DateTimeOffset now)
    {
        Dictionary<string, AttributeValue>? before = Find(key);
        if (item is null && before is null)
        {
            return;
        }

        _journal.AddLast((now, key, before));
        while (_journal.First!.Value.At < now - Past)
        {
            _journal.RemoveFirst();
        }

        if (!_partitions.TryGetValue(key.Partition, out var rows))
        {
            _partitions.Add(key.Partition, rows = new(Utf8Order.Instance));
        }

        if (item is not null)
        {
            rows[key.Sort] = item;
        }
        else
        {
            rows.Remove(key.Sort);
            _ = rows.Count > 0 || _partitions.Remove(key.Partition);
        }
    }

    /// <summary>Refuses an item that is too large.</summary>
    public static void RequireSize(Dictionary<string, AttributeValue> item)
    {
        if (Values.SizeOf(item) > MaxItemSize)
        {
            throw Refusal.Invalid("Item size has exceeded the maximum allowed size");
        }
    }

    private static (string Partition, string Sort) Keys(List<KeySchemaElement> schema) => schema is [{ KeyType.Value: "HASH" } partition, { KeyType.Value: "RANGE" } sort]
        ? (partition.AttributeName, sort.AttributeName)
        : throw new NotSupportedException("The fake knows tables of a partition key and a sort key only.");
}
