using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Realtime;

/// <summary>Writes and reads realtime minutes.</summary>
internal static class RealtimeCommands
{
    /// <summary>
    /// Sets a minute's counts. Counts of a minute only grow: a write that has seen fewer page views than the stored one is refused
    /// with ConditionalCheckFailedException, so late and repeated writes change nothing.
    /// </summary>
    public static UpdateItemRequest Update(string table, RealtimeStats stats, bool useTtl)
    {
        new InputFaults()
            .Require(SafeId.IsValid(stats.SiteId), "siteId", SafeId.Rule)
            .Require(stats.CurrentVisitors >= 0, "currentVisitors", "must not be negative")
            .Require(stats.PageViews >= 0, "pageViews", "must not be negative")
            .Require(stats.ActivePages.Count <= 100, "activePages", "must be at most 100 paths")
            .ThrowIfAny();
        string set = "SET #_ = :_, #visitors = :visitors, #views = :views, #pages = :pages";
        var names = new Dictionary<string, string>
        {
            ["#_"] = Names.Entity,
            ["#visitors"] = Names.CurrentVisitors,
            ["#views"] = Names.PageViews,
            ["#pages"] = Names.ActivePages,
        };
        var values = new Dictionary<string, AttributeValue>
        {
            [":_"] = Attributes.Text(Entity.Realtime),
            [":visitors"] = Attributes.Number(stats.CurrentVisitors),
            [":views"] = Attributes.Number(stats.PageViews),
            [":pages"] = new() { M = stats.ActivePages.ToDictionary(p => p.Key, p => Attributes.Number(p.Value)), IsMSet = true },
        };
        if (useTtl)
        {
            set += ", #ttl = :ttl";
            names["#ttl"] = Names.TimeToLive;
            values[":ttl"] = Attributes.Expiry(stats.ExpiresAt ?? stats.Minute.AddMinutes(10));
        }

        return new UpdateItemRequest
        {
            TableName = table,
            Key = RealtimeKeys.Realtime(SiteId.Parse(stats.SiteId), stats.Minute).ToAttributes(),
            UpdateExpression = set,
            ConditionExpression = "attribute_not_exists(#views) OR #views <= :views",
            ExpressionAttributeNames = names,
            ExpressionAttributeValues = values,
        };
    }

    /// <summary>The minute of <paramref name="now"/> and the <paramref name="minutes"/> − 1 before it, newest first.</summary>
    public static QueryRequest Get(string table, string siteId, int minutes, DateTimeOffset now)
    {
        new InputFaults()
            .Require(SafeId.IsValid(siteId), "siteId", SafeId.Rule)
            .Require(minutes is >= 1 and <= 60, "minutes", "must be 1 to 60")
            .ThrowIfAny();
        return new QueryRequest
        {
            TableName = table,
            KeyConditionExpression = "#pk = :pk AND #sk BETWEEN :from AND :to",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#sk"] = Names.SortKey },
            ExpressionAttributeValues = new Dictionary<string, AttributeValue>
            {
                [":pk"] = Attributes.Text(RealtimeKeys.RealtimePartition(SiteId.Parse(siteId))),
                [":from"] = Attributes.Text(RealtimeKeys.RealtimeSort(now.AddMinutes(1 - minutes))),
                [":to"] = Attributes.Text(RealtimeKeys.RealtimeSort(now)),
            },
            ScanIndexForward = false,
        };
    }

    public static RealtimeStats Read(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.Realtime);
        string partition = item.RequiredText(Names.PartitionKey);
        return new RealtimeStats
        {
            SiteId = partition.Split('#')[1],
            Minute = DateTimeOffset.ParseExact(item.RequiredText(Names.SortKey), "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            CurrentVisitors = (int)item.RequiredNumber(Names.CurrentVisitors),
            PageViews = (int)item.RequiredNumber(Names.PageViews),
            ActivePages = (item.TryGetValue(Names.ActivePages, out AttributeValue? pages) ? pages.M ?? [] : [])
                .ToDictionary(p => p.Key, p => int.Parse(p.Value.N, CultureInfo.InvariantCulture)),
            ExpiresAt = item.OptionalNumber(Names.TimeToLive) is { } expiry ? DateTimeOffset.FromUnixTimeSeconds(expiry) : null,
        };
    }
}
