using Amazon.DynamoDBv2.Model;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Errors;

/// <summary>Sets, takes away and lists marks. The last word counts.</summary>
internal static class WriteErrorMark
{
    public static PutItemRequest Put(string table, ErrorMark mark) => new() { TableName = table, Item = ErrorMarkItem.Write(mark) };

    /// <summary>Succeeds where there is none.</summary>
    public static DeleteItemRequest Delete(string table, SiteId site, string fingerprint) =>
        new() { TableName = table, Key = ErrorMarkKeys.Mark(site, fingerprint).ToAttributes() };

    /// <summary>Consistent, so that what was just said is found.</summary>
    /// <param name="table">The table.</param>
    /// <param name="site">The site.</param>
    /// <param name="after">Goes on after the mark of this fingerprint; null from the first.</param>
    public static QueryRequest List(string table, SiteId site, string? after) => new()
    {
        TableName = table,
        KeyConditionExpression = "#pk = :pk AND begins_with(#sk, :mark)",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#sk"] = Names.SortKey },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue>
        {
            [":pk"] = Attributes.Text(SiteKeys.Partition(site)),
            [":mark"] = Attributes.Text(ErrorMarkKeys.Prefix),
        },
        ConsistentRead = true,
        ExclusiveStartKey = after is null ? null : ErrorMarkKeys.Mark(site, after).ToAttributes(),
    };
}
