using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Days;

/// <summary>
/// Says that events of a day that may be sealed have come, and count from a later seal. Written before such an event is acknowledged;
/// lies beside its Day, so that who reads one reads the other.
/// </summary>
/// <param name="Site">The site.</param>
/// <param name="Day">The day.</param>
/// <param name="Due">Until when recorders rely on it: until a marker that they left is due.</param>
internal sealed record LateFlag(SiteId Site, LocalDay Day, DateTimeOffset Due)
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(40);

    /// <summary>Raises it. Fails with ConditionalCheckFailedException where one stands that serves as long.</summary>
    public PutItemRequest ToRequest(string table)
    {
        Dictionary<string, AttributeValue> item = Entity.Begin(DayKeys.Late(Site, Day), Entity.Late);
        item[Names.Due] = Attributes.Instant(Due);
        item[Names.TimeToLive] = Attributes.Expiry(Due + Keep);
        return new PutItemRequest
        {
            TableName = table,
            Item = item,
            ConditionExpression = "attribute_not_exists(#pk) OR #due < :due",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#due"] = Names.Due },
            ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":due"] = Attributes.Instant(Due) },
        };
    }

    /// <summary>Consistent.</summary>
    public static GetItemRequest Get(string table, SiteId site, LocalDay day) =>
        new() { TableName = table, Key = DayKeys.Late(site, day).ToAttributes(), ConsistentRead = true };

    /// <summary>Deletes it. Fails with ConditionalCheckFailedException if it was raised again.</summary>
    public DeleteItemRequest ToDelete(string table) => new()
    {
        TableName = table,
        Key = DayKeys.Late(Site, Day).ToAttributes(),
        ConditionExpression = "#due = :due",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#due"] = Names.Due },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":due"] = Attributes.Instant(Due) },
    };

    /// <summary>Whether an item beside Days is one.</summary>
    public static bool Is(Dictionary<string, AttributeValue> item) => DayKeys.IsLate(item.RequiredText(Names.SortKey));

    public static LateFlag Read(SiteId site, Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.Late);
        return new LateFlag(site, LocalDay.Parse(item.RequiredText(Names.SortKey).Split('#')[0]), item.RequiredInstant(Names.Due));
    }
}
