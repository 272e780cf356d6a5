using Amazon.DynamoDBv2.Model;
using Analytics.Store.Table;

namespace Analytics.Store.Events;

/// <summary>Reads the raw events of a range, partition after partition.</summary>
internal static class QueryEvents
{
    public static QueryRequest ToRequest(string table, SiteRange range, string? from)
    {
        var partitions = DayPartitions.Of(range, range.WriteShards);
        Continuation at = partitions.At(from);
        return DayPartitions.Query(table, Keys.RawPartition(partitions.Site, at.Day, at.Shard), at);
    }

    /// <summary>Only page views, or only custom events: what is left out costs the same to read, and less to send.</summary>
    public static QueryRequest ToRequest(string table, SiteRange range, string? from, bool pageviews)
    {
        QueryRequest request = ToRequest(table, range, from);
        request.FilterExpression = pageviews ? "attribute_not_exists(#n)" : "attribute_exists(#n) AND #n <> :engagement";
        request.ExpressionAttributeNames["#n"] = Names.EventName;
        if (!pageviews)
        {
            request.ExpressionAttributeValues[":engagement"] = Attributes.Text(EventName.Engagement);
        }

        return request;
    }

    /// <summary>The events that happened in the range and have not expired, in the order of their receipt.</summary>
    public static ResultPage<Event> Read(SiteRange range, string? from, QueryResponse response, DateTimeOffset? now = null)
    {
        var partitions = DayPartitions.Of(range, range.WriteShards);
        List<Event> events = [];
        foreach (Dictionary<string, AttributeValue> item in response.Items ?? [])
        {
            if (now is { } time && !item.IsLive(time))
            {
                continue;
            }

            Event e = EventItem.Read(item);
            if (e.Time >= range.Start && e.Time < range.End)
            {
                events.Add(e);
            }
        }

        return new ResultPage<Event>(events, partitions.After(partitions.At(from), response));
    }
}
