using Amazon.DynamoDBv2.Model;
using Analytics.Store.Events;
using Analytics.Store.Ranges;
using Analytics.Store.Table;

namespace Analytics.Store;

/// <summary>Reads the raw events of a range, partition after partition.</summary>
internal static class QueryEvents
{
    public static QueryRequest ToRequest(string table, SiteRange range, string? from)
    {
        var partitions = DayPartitions.Of(range, range.WriteShards);
        Continuation at = partitions.At(from);
        return DayPartitions.Query(table, RawKeys.RawPartition(partitions.Site, at.Day, at.Shard), at);
    }

    /// <summary>Only page views, or only custom events: what is left out costs the same to read, and less to send.</summary>
    public static QueryRequest ToRequest(string table, SiteRange range, string? from, bool pageviews)
    {
        QueryRequest request = ToRequest(table, range, from);
        request.FilterExpression = pageviews ? "attribute_not_exists(#n)" : "(attribute_exists(#n) AND #n <> :engagement) OR attribute_exists(#bytes)";
        request.ExpressionAttributeNames["#n"] = Names.EventName;
        if (!pageviews)
        {
            request.ExpressionAttributeNames["#bytes"] = Names.Bytes; // packs hold events of any name
            request.ExpressionAttributeValues[":engagement"] = Attributes.Text(EventName.Engagement);
        }

        return request;
    }

    /// <summary>The events that happened in the range and have not expired, in the order of their receipt.</summary>
    /// <param name="range">The range that was asked for.</param>
    /// <param name="from">The continuation that was asked with.</param>
    /// <param name="response">The answer.</param>
    /// <param name="read">Reads the events of an item.</param>
    /// <param name="now">The present; null where even what has expired is wanted.</param>
    public static ResultPage<Event> Read(
        SiteRange range, string? from, QueryResponse response, Func<Dictionary<string, AttributeValue>, IReadOnlyList<Event>> read, DateTimeOffset? now)
    {
        var partitions = DayPartitions.Of(range, range.WriteShards);
        List<Event> events = [];
        foreach (Dictionary<string, AttributeValue> item in response.Items ?? [])
        {
            if (now is { } time && !item.IsLive(time))
            {
                continue;
            }

            events.AddRange(read(item).Where(e => e.Time >= range.Start && e.Time < range.End));
        }

        return new ResultPage<Event>(events, partitions.After(partitions.At(from), response));
    }
}
