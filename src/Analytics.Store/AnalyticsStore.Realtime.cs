using Amazon.DynamoDBv2.Model;
using Analytics.Store.Realtime;
using Analytics.Store.Table;

namespace Analytics.Store;

public sealed partial class AnalyticsStore
{
    /// <summary>
    /// Sets the counts of a minute. A write that has seen fewer page views than the stored one is refused
    /// (ConditionalCheckFailedException): counts of a minute only grow.
    /// </summary>
    public UpdateItemRequest UpdateRealtimeStatsCommand(RealtimeStats stats) => RealtimeCommands.Update(Table, stats, _options.UseTtl);

    /// <summary>Reads the last minutes, newest first.</summary>
    /// <param name="siteId">The site.</param>
    /// <param name="minutes">How many, 1 to 60.</param>
    /// <param name="now">The present, which a library does not know.</param>
    public QueryRequest GetRealtimeStatsCommand(string siteId, int minutes, DateTimeOffset now) =>
        RealtimeCommands.Get(Table, siteId, minutes, now);

    /// <summary>The minutes of the answer, newest first; minutes without counts are absent.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="now">The present: what has expired is left out. Default: it is not.</param>
    public static IReadOnlyList<RealtimeStats> ReadRealtimeStats(QueryResponse response, DateTimeOffset? now = null) =>
        [.. (response.Items ?? []).Where(i => now is null || i.IsLive(now.Value)).Select(RealtimeCommands.Read)];
}
