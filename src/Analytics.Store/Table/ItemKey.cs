using Amazon.DynamoDBv2.Model;

namespace Analytics.Store.Table;

/// <summary>The key of one item. Made by a folder's <c>…Keys</c> only.</summary>
internal readonly record struct ItemKey(string Partition, string Sort)
{
    public Dictionary<string, AttributeValue> ToAttributes() => new()
    {
        [Names.PartitionKey] = new AttributeValue(Partition),
        [Names.SortKey] = new AttributeValue(Sort),
    };
}
