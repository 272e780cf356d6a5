using Amazon.DynamoDBv2.Model;

namespace Analytics.Store.Table;

/// <summary>Writes items that people edit, so that no edit overwrites another that its author has not seen.</summary>
internal static class EditedItem
{
    /// <summary>Fails with ConditionalCheckFailedException where there is an item with that key.</summary>
    public static PutItemRequest Create(string table, Dictionary<string, AttributeValue> item) => new()
    {
        TableName = table,
        Item = item,
        ConditionExpression = "attribute_not_exists(#pk)",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey },
    };

    /// <summary>Fails with ConditionalCheckFailedException where the item is gone or was changed since it was read.</summary>
    /// <param name="table">The table.</param>
    /// <param name="item">What replaces it; with a later time of change.</param>
    /// <param name="updatedAt">When the item that was read had been changed last.</param>
    public static PutItemRequest Replace(string table, Dictionary<string, AttributeValue> item, DateTimeOffset updatedAt) => new()
    {
        TableName = table,
        Item = item,
        ConditionExpression = "#updated = :before",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#updated"] = Names.UpdatedAt },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":before"] = Attributes.Instant(updatedAt) },
    };

    /// <summary>Fails with ConditionalCheckFailedException where the item is gone or was changed since it was read.</summary>
    /// <param name="table">The table.</param>
    /// <param name="key">Its key.</param>
    /// <param name="updatedAt">When the item that was read had been changed last.</param>
    public static DeleteItemRequest Delete(string table, ItemKey key, DateTimeOffset updatedAt) => new()
    {
        TableName = table,
        Key = key.ToAttributes(),
        ConditionExpression = "#updated = :before",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#updated"] = Names.UpdatedAt },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":before"] = Attributes.Instant(updatedAt) },
    };
}
