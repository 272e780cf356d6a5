using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Store;
using Analytics.Store.Ranges;

namespace Analytics.Functions.Tests.Upgrade;

/// <summary>What users of the library ask the table for, page by page to the end, as JSON.</summary>
internal sealed class LibraryQuestions(IAmazonDynamoDB client, string table, DateTimeOffset now)
{
    private const string SiteId = "app-1";
    private static readonly JsonSerializerOptions Form = new() { Converters = { new JsonStringEnumConverter() } };
    private readonly AnalyticsStore _store = new(new AnalyticsStoreOptions { TableName = table });

    private readonly SiteRange _range = new()
    {
        SiteId = SiteId,
        Start = new(2026, 11, 10, 0, 0, 0, TimeSpan.Zero),
        End = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero),
        WriteShards = 2,
    };

    public async Task<JsonObject> AskAsync()
    {
        var site = Some.Site(SiteId);
        var days = await client.QueryAsync(_store.GetAggregatedStatsCommand(_range));
        var day = Some.Site(SiteId).Calendar.DayOf(_range.Start);
        return new JsonObject
        {
            ["library, site"] = Json(AnalyticsStore.ReadSite(await client.GetItemAsync(_store.GetSiteCommand(SiteId)))!.Domains),
            ["library, site of a domain"] = Json(AnalyticsStore.ReadSiteOfDomain(await client.GetItemAsync(_store.GetSiteOfDomainCommand("shop.example"))).ToString()),
            ["library, page views"] = await ToEnd(next => _store.QueryPageViewsCommand(_range, next), (next, r) => AnalyticsStore.ReadPageViews(_range, next, r, now)),
            ["library, custom events"] = await ToEnd(next => _store.QueryCustomEventsCommand(_range, next), (next, r) => AnalyticsStore.ReadCustomEvents(_range, next, r, now)),
            ["library, sessions"] = await ToEnd(next => _store.QuerySessionsCommand(_range, next), (next, r) => AnalyticsStore.ReadSessions(_range, next, r, now)),
            ["library, goals"] = await ToEnd(next => _store.ListGoalsCommand(SiteId, next), (_, r) => AnalyticsStore.ReadGoals(r)),
            ["library, segments"] = await ToEnd(next => _store.ListSegmentsCommand(site.Id, next), (_, r) => AnalyticsStore.ReadSegments(r)),
            ["library, funnels"] = await ToEnd(next => _store.ListFunnelsCommand(site.Id, next), (_, r) => Ids(AnalyticsStore.ReadFunnels(r), f => f.Name)),
            ["library, sites of an owner"] = await ToEnd(next => _store.ListSitesByOwnerCommand("default", next), (_, r) => Ids(AnalyticsStore.ReadSites(r), s => s.Name)),
            ["library, realtime"] = Json(AnalyticsStore.ReadRealtimeStats(await client.QueryAsync(_store.GetRealtimeStatsCommand(SiteId, 30, now)), now)),
            ["library, hours"] = Json(AnalyticsStore.ReadAggregatedStats(_range, AggregationPeriod.Hour, days).Items),
            ["library, days"] = Json(AnalyticsStore.ReadAggregatedStats(_range, AggregationPeriod.Day, days).Items),
            ["library, months"] = Json(AnalyticsStore.ReadAggregatedStats(_range, AggregationPeriod.Month, days).Items),
            ["library, top pages of a day"] = Json(AnalyticsStore.ReadTopPages(10, await client.QueryAsync(_store.GetTopPagesCommand(SiteId, AggregationPeriod.Day, day)))),
            ["library, top pages of a month"] = Json(AnalyticsStore.ReadTopPages(10, await client.QueryAsync(_store.GetTopPagesCommand(SiteId, AggregationPeriod.Month, day)))),
        };
    }

    private async Task<JsonNode> ToEnd<T>(Func<string?, QueryRequest> ask, Func<string?, QueryResponse, ResultPage<T>> read)
    {
        List<T> all = [];
        string? next = null;
        do
        {
            ResultPage<T> page = read(next, await client.QueryAsync(ask(next)));
            all.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);
        return Json(all);
    }

    private static ResultPage<string> Ids<T>(ResultPage<T> page, Func<T, string> name) => new([.. page.Items.Select(name)], page.Next);

    private static JsonNode Json<T>(T value) => JsonSerializer.SerializeToNode(value, Form)!;
}
