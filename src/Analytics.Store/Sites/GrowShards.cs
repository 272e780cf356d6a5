using Amazon.DynamoDBv2.Model;
using Analytics.Store.Table;

namespace Analytics.Store.Sites;

/// <summary>
/// Spreads a site's raw events over more partitions. It fails with ConditionalCheckFailedException if another process did so since the site
/// was read.
/// </summary>
internal static class GrowShards
{
    /// <summary>The most that a site can have.</summary>
    public const int Most = 64;

    /// <summary>How long readers know before writers begin: twice as long as an instance remembers a site.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromSeconds(60);

    public static UpdateItemRequest ToRequest(string table, Site site, int shards, DateTimeOffset now) => new()
    {
        TableName = table,
        Key = SiteKeys.Site(site.Id).ToAttributes(),

        // The time is later than before, so that another change of the site at the same moment is refused and cannot reset the count.
        UpdateExpression = "SET #shards = :shards, #before = :before, #from = :from, #updated = :updated",
        ConditionExpression = "#shards = :before",
        ExpressionAttributeNames = new Dictionary<string, string>
        {
            ["#shards"] = Names.WriteShards,
            ["#before"] = Names.ShardsBefore,
            ["#from"] = Names.ShardsFrom,
            ["#updated"] = Names.UpdatedAt,
        },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue>
        {
            [":shards"] = Attributes.Number(shards),
            [":before"] = Attributes.Number(site.WriteShards),
            [":from"] = Attributes.Instant(now + Notice),
            [":updated"] = Attributes.Instant(now > site.UpdatedAt ? now : site.UpdatedAt.AddMilliseconds(1)),
        },
    };
}
