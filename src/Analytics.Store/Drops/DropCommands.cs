using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Drops;

/// <summary>Adds to the counts of dropped events of a site's day, and reads them.</summary>
internal static class DropCommands
{
    /// <summary>How long the counts of a day are kept.</summary>
    public static readonly TimeSpan Keep = TimeSpan.FromDays(400);

    /// <summary>Adds what one instance counted in some minutes: one write unit, however many were dropped.</summary>
    public static UpdateItemRequest Add(string table, SiteId site, LocalDay day, IReadOnlyDictionary<DropReason, long> counts, DateTimeOffset expiresAt)
    {
        var names = new Dictionary<string, string> { ["#_"] = Names.Entity, ["#ttl"] = Names.TimeToLive };
        var values = new Dictionary<string, AttributeValue> { [":_"] = Attributes.Text(Entity.Drops), [":ttl"] = Attributes.Expiry(expiresAt) };
        List<string> adds = [];
        foreach ((DropReason reason, long count) in counts)
        {
            string name = DropReasonText.Of(reason);
            names["#" + name] = name;
            values[":" + name] = Attributes.Number(count);
            adds.Add($"#{name} :{name}");
        }

        return new UpdateItemRequest
        {
            TableName = table,
            Key = DropKeys.Drops(site, day).ToAttributes(),
            UpdateExpression = $"SET #_ = :_, #ttl = :ttl ADD {string.Join(", ", adds)}",
            ExpressionAttributeNames = names,
            ExpressionAttributeValues = values,
        };
    }

    /// <summary>The counts of some days, oldest first.</summary>
    public static QueryRequest Read(string table, SiteId site, LocalDay first, LocalDay last) => new()
    {
        TableName = table,
        KeyConditionExpression = "#pk = :pk AND #sk BETWEEN :first AND :last",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#sk"] = Names.SortKey },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue>
        {
            [":pk"] = Attributes.Text(DropKeys.DropsPartition(site)),
            [":first"] = Attributes.Text(first.ToString()),
            [":last"] = Attributes.Text(last.ToString()),
        },
    };

    public static DayDrops ReadItem(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.Drops);
        return new DayDrops(
            LocalDay.Parse(item.RequiredText(Names.SortKey)),
            Enum.GetValues<DropReason>().Select(DropReasonText.Of)
                .Select(name => (Name: name, Count: item.OptionalNumber(name) ?? 0))
                .Where(c => c.Count > 0)
                .ToDictionary(c => c.Name, c => c.Count));
    }
}
