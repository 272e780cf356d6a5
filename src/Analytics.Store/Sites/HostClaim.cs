using Amazon.DynamoDBv2.Model;
using Analytics.Store.Table;

namespace Analytics.Store.Sites;

/// <summary>A host name's claim by the site that it belongs to, or an alias's, which is kept alike.</summary>
internal static class HostClaim
{
    public static Dictionary<string, AttributeValue> Write(string hostname, SiteId site)
    {
        Dictionary<string, AttributeValue> item = Entity.Begin(SiteKeys.Host(hostname), Entity.Host);
        item[Names.SiteIdentifier] = Attributes.Text(site.Value);
        return item;
    }

    public static SiteId Read(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.Host);
        return SiteId.Parse(item.RequiredText(Names.SiteIdentifier));
    }

    public static TransactWriteItem PutNew(string table, Dictionary<string, AttributeValue> item) => new()
    {
        Put = new Put
        {
            TableName = table,
            Item = item,
            ConditionExpression = "attribute_not_exists(#pk)",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey },
        },
    };

    public static TransactWriteItem DeleteOwn(string table, string hostname, SiteId site) => new()
    {
        Delete = new Delete
        {
            TableName = table,
            Key = SiteKeys.Host(hostname).ToAttributes(),
            ConditionExpression = "attribute_not_exists(#pk) OR #site = :site",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#site"] = Names.SiteIdentifier },
            ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":site"] = Attributes.Text(site.Value) },
        },
    };
}
