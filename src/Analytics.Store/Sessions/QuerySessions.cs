using Amazon.DynamoDBv2.Model;
using Analytics.Store.Ranges;
using Analytics.Store.Table;

namespace Analytics.Store.Sessions;

/// <summary>Reads the sessions that began in a range.</summary>
internal static class QuerySessions
{
    public static QueryRequest ToRequest(string table, SiteRange range, string? from)
    {
        var partitions = DayPartitions.Of(range, shards: 1);
        Continuation at = partitions.At(from);
        QueryRequest request = DayPartitions.Query(table, SessionKeys.SessionPartition(partitions.Site, at.Day), at);
        request.KeyConditionExpression += " AND #sk BETWEEN :from AND :to";
        request.ExpressionAttributeNames["#sk"] = Names.SortKey;
        request.ExpressionAttributeValues[":from"] = Attributes.Text(KeyText.Instant(range.Start));
        request.ExpressionAttributeValues[":to"] = Attributes.Text(KeyText.Instant(range.End));
        return request;
    }

    public static ResultPage<Session> Read(SiteRange range, string? from, QueryResponse response, DateTimeOffset? now)
    {
        var partitions = DayPartitions.Of(range, shards: 1);
        List<Session> sessions = [.. (response.Items ?? []).Where(i => now is null || i.IsLive(now.Value)).Select(SessionItem.Read)];
        return new ResultPage<Session>(sessions, partitions.After(partitions.At(from), response));
    }
}
