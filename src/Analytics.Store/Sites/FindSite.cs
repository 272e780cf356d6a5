using Amazon.DynamoDBv2.Model;
using Analytics.Store.Table;

namespace Analytics.Store.Sites;

/// <summary>Reads a site by its id, the site that claims a host name, or the sites of an owner.</summary>
internal static class FindSite
{
    public static GetItemRequest ById(string table, SiteId site) => new() { TableName = table, Key = SiteKeys.Site(site).ToAttributes() };

    public static GetItemRequest ByHost(string table, string hostname) => new() { TableName = table, Key = SiteKeys.Host(hostname).ToAttributes() };

    /// <summary>Eventually consistent, like every index.</summary>
    public static QueryRequest ByOwner(string table, string ownerId, string? after) => new()
    {
        TableName = table,
        IndexName = Names.OwnerIndex,
        KeyConditionExpression = "#owner = :owner",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#owner"] = Names.OwnerPartitionKey },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":owner"] = Attributes.Text(SiteKeys.OwnerPartition(ownerId)) },
        ExclusiveStartKey = after is null ? null : Start(ownerId, SiteId.Parse(after, "after")),
    };

    private static Dictionary<string, AttributeValue> Start(string ownerId, SiteId site)
    {
        Dictionary<string, AttributeValue> start = SiteKeys.Site(site).ToAttributes();
        ItemKey owner = SiteKeys.SiteByOwner(ownerId, site);
        start[Names.OwnerPartitionKey] = Attributes.Text(owner.Partition);
        start[Names.OwnerSortKey] = Attributes.Text(owner.Sort);
        return start;
    }
}
