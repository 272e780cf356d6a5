using Amazon.DynamoDBv2;
using Analytics.Store;

namespace Analytics.Functions.Tests.Upgrade.November2026;

/// <summary>What a program stores with the library alone: a site of two write shards, and all that can be written of it.</summary>
internal static class LibraryRecords
{
    private const string SiteId = "app-1";

    public static async Task CreateSiteAsync(IAmazonDynamoDB client, string table, DateTimeOffset now) =>
        await client.TransactWriteItemsAsync(Store(table).CreateSiteCommand(Some.Site(SiteId, domain: "app.example") with
        {
            Name = "App",
            OwnerId = "default",
            WriteShards = 2,
            CreatedAt = now,
            UpdatedAt = now,
        }));

    public static async Task WriteAsync(IAmazonDynamoDB client, string table, DateTimeOffset now)
    {
        AnalyticsStore store = Store(table);
        for (int i = 0; i < 6; i++)
        {
            string visitor = $"visitor-{i % 3}", id = $"{now:MMdd}-{i}";
            DateTimeOffset at = now.AddMinutes(i - 10);
            var view = SomeLibrary.PageView("pv-" + id) with { SiteId = SiteId, VisitorId = visitor, SessionId = "s-" + id, Hostname = "app.example", Path = "/screen/" + (i % 2), Timestamp = at };
            await client.PutItemAsync(store.RecordPageViewCommand(view, writeShards: 2));
            var custom = SomeLibrary.CustomEvent("ce-" + id) with { SiteId = SiteId, VisitorId = visitor, SessionId = "s-" + id, Hostname = "app.example", Timestamp = at.AddSeconds(20) };
            await client.PutItemAsync(store.RecordCustomEventCommand(custom, writeShards: 2));
        }

        var session = SomeLibrary.Session() with { Id = $"session-{now:MMdd}", SiteId = SiteId, StartedAt = now.AddMinutes(-12), EndedAt = now };
        await client.UpdateItemAsync(store.UpsertSessionCommand(session));
        await client.UpdateItemAsync(store.UpsertSessionCommand(session with { PageViewCount = 7, EndedAt = now.AddMinutes(1) }, session));
        await client.UpdateItemAsync(store.UpdateRealtimeStatsCommand(SomeLibrary.Realtime() with { SiteId = SiteId, Minute = now.AddMinutes(-3), ExpiresAt = now.AddHours(2) }));
        await client.PutItemAsync(store.CreateGoalCommand(SomeLibrary.Goal($"goal-{now:MMdd}") with { SiteId = SiteId, Name = $"Goal of {now:MMdd}", CreatedAt = now, UpdatedAt = now }));
    }

    private static AnalyticsStore Store(string table) => new(new AnalyticsStoreOptions { TableName = table });
}
