using Amazon.DynamoDBv2.Model;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Funnels;

/// <summary>Makes, replaces, removes, reads and lists saved funnels.</summary>
internal static class WriteFunnel
{
    /// <summary>Fails with ConditionalCheckFailedException where the id is taken.</summary>
    public static PutItemRequest Create(string table, Funnel funnel) => EditedItem.Create(table, FunnelItem.Write(funnel));

    /// <summary>Fails with ConditionalCheckFailedException where it is gone or was changed since <paramref name="before"/> was read.</summary>
    public static PutItemRequest Update(string table, Funnel before, Funnel after)
    {
        new InputFaults()
            .Require(before.Id == after.Id, "id", "may not change")
            .Require(before.SiteId == after.SiteId, "siteId", "may not change")
            .ThrowIfAny();
        return EditedItem.Replace(table, FunnelItem.Write(after), before.UpdatedAt);
    }

    /// <summary>Succeeds where there is no such funnel.</summary>
    public static DeleteItemRequest Delete(string table, SiteId site, FunnelId funnel) =>
        new() { TableName = table, Key = FunnelKeys.Funnel(site, funnel).ToAttributes() };

    /// <summary>Fails with ConditionalCheckFailedException where it is gone or was changed since <paramref name="before"/> was read.</summary>
    public static DeleteItemRequest Delete(string table, Funnel before) => EditedItem.Delete(table, FunnelKeys.Funnel(before.SiteId, before.Id), before.UpdatedAt);

    /// <summary>Consistent, so that what was just saved is found.</summary>
    public static GetItemRequest Get(string table, SiteId site, FunnelId funnel) =>
        new() { TableName = table, Key = FunnelKeys.Funnel(site, funnel).ToAttributes(), ConsistentRead = true };

    /// <summary>Consistent, so that what was just saved is found.</summary>
    public static QueryRequest List(string table, SiteId site, FunnelId? after) => new()
    {
        TableName = table,
        KeyConditionExpression = "#pk = :pk AND begins_with(#sk, :funnel)",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#sk"] = Names.SortKey },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue>
        {
            [":pk"] = Attributes.Text(SiteKeys.Partition(site)),
            [":funnel"] = Attributes.Text(FunnelKeys.FunnelPrefix),
        },
        ConsistentRead = true,
        ExclusiveStartKey = after is { } last ? FunnelKeys.Funnel(site, last).ToAttributes() : null,
    };
}
