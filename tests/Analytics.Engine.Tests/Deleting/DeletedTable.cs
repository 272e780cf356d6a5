using Analytics.Engine.Days;
using Analytics.Engine.Deleting;
using Analytics.Engine.Recording;
using Analytics.Engine.Tests.Compaction;
using Analytics.Engine.Tests.Erasing;
using Analytics.Engine.Tests.Exporting;
using Analytics.Store;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Deletions;
using Analytics.Store.Drops;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Testing.Simulation;

namespace Analytics.Engine.Tests.Deleting;

/// <summary>A site of which everything is stored that can be, and another whose id begins with the same letters.</summary>
internal sealed class DeletedTable
{
    private static readonly AnalyticsStore Library = new(new AnalyticsStoreOptions { TableName = "events" });
    private static readonly Site Other = Some.Site("site-10", domain: "other.net");

    private DeletedTable(ErasedTable days) => Days = days;

    public ErasedTable Days { get; }

    public CompactedTable Table => Days.Table;

    public LaidDays Bucket { get; } = new();

    /// <summary>What is stored of the other site, or of nobody.</summary>
    public required IReadOnlyList<string> Others { get; init; }

    public static async Task<DeletedTable> CreateAsync(bool withBucket = true)
    {
        ErasedTable days = await ErasedTable.CreateAsync(rowsPerRange: 10);
        CompactedTable table = days.Table;
        _ = await table.Client.TransactWriteItemsAsync(Library.CreateSiteCommand(Other));
        foreach (Site site in new[] { table.Site, Other })
        {
            await FillAsync(table, site);
        }

        var deleted = new DeletedTable(days) { Others = [.. table.Keys().Where(key => !IsOf(table.Site.Id, key) && key != "HOST#example.com | HOST")] };
        if (withBucket)
        {
            await deleted.ExportAsync();
        }

        _ = await days.AskAsync(); // a job, and soon tombstones
        return deleted;
    }

    /// <summary>Everything that names the site, in both tables.</summary>
    public IReadOnlyList<string> Traces() => [.. Table.Keys().Where(key => IsOf(Table.Site.Id, key))];

    public async Task<SiteDeletion> AskAsync() =>
        (await Table.Engine().Deleter.AskAsync(Table.Site, "owner@example.com", CancellationToken.None))!;

    /// <summary>A run of maintenance at another instance.</summary>
    public async Task<List<DeletionWork>> RunAsync(FakeDynamoDb? client = null, TimeSpan? budget = null)
    {
        List<DeletionWork> works = [];
        await Table.Engine(client).Deleter.RunAsync(budget ?? TimeSpan.FromSeconds(50), works.Add, CancellationToken.None);
        return works;
    }

    public Task<SiteDeletion?> FindAsync() => Table.Engine().Deleter.FindAsync(Table.Site.Id, CancellationToken.None);

    private async Task ExportAsync()
    {
        Table.Bucket = Bucket.Bucket;
        Day?[] sealedDays = [await Table.DayAsync(ErasedTable.Closed), await Table.DayAsync(ErasedTable.Sealed)];
        _ = await Table.Compactor().AskExportAsync([.. sealedDays.OfType<Day>()], CancellationToken.None);
        Table.Clock.Advance(TimeSpan.FromMinutes(3));
        _ = await Table.RunAsync();
        Assert.Equal([ErasedTable.Closed, ErasedTable.Sealed], Bucket.Days);
    }

    private static async Task FillAsync(CompactedTable table, Site site)
    {
        AnalyticsEngine engine = table.Engine();
        string id = site.Id.Value;
        DateTimeOffset now = table.Clock.GetUtcNow();
        _ = await engine.Recorder.RecordAsync(Some.Hit(site, at: now), CancellationToken.None); // with a salt and a marker
        engine.Drops.Count(site, DropReason.Bot);
        await engine.Drops.FlushAsync(CancellationToken.None);
        _ = await table.Client.PutItemAsync(Library.RecordPageViewCommand(SomeLibrary.PageView() with { SiteId = id }));
        _ = await table.Client.UpdateItemAsync(Library.UpsertSessionCommand(SomeLibrary.Session() with { SiteId = id }));
        _ = await table.Client.UpdateItemAsync(Library.UpdateRealtimeStatsCommand(SomeLibrary.Realtime() with { SiteId = id }));
        _ = await table.Client.PutItemAsync(Library.CreateGoalCommand(SomeLibrary.Goal() with { SiteId = id }));
        _ = await table.Client.PutItemAsync(new LateFlag(site.Id, ErasedTable.Sealed, now).ToRequest("events"));
        _ = await table.Client.PutItemAsync(new WorkMarker(site.Id, ErasedTable.Sealed, now.AddDays(700)) { Upkeep = true }.ToRequest("events"));
    }

    private static bool IsOf(SiteId site, string key) => key.Split('#', '|').Any(part => part.Trim() == site.Value);
}
