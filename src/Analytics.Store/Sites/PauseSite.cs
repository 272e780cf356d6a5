using Amazon.DynamoDBv2.Model;
using Analytics.Store.Table;

namespace Analytics.Store.Sites;

/// <summary>Lets a site's events be dropped until an instant, because it has taken as many as its owner allows for a day.</summary>
internal static class PauseSite
{
    public static UpdateItemRequest ToRequest(string table, SiteId site, DateTimeOffset until) => new()
    {
        TableName = table,
        Key = SiteKeys.Site(site).ToAttributes(),
        UpdateExpression = "SET #paused = :until",
        ConditionExpression = "attribute_exists(#pk)",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#paused"] = Names.PausedUntil, ["#pk"] = Names.PartitionKey },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":until"] = Attributes.Instant(until) },
    };
}
