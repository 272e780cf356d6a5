using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Erasing;
using Analytics.Engine.Exports;
using Analytics.Engine.Reading;
using Analytics.Engine.Recording;
using Analytics.Engine.Sites;
using Analytics.Engine.Stats;
using Analytics.Engine.Tables;
using Analytics.Engine.Visitors;
using Analytics.Store.Calendars;
using Analytics.Store.Pages;
using Analytics.Store.Blocks.Format;
using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Analytics.Store;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Ranges;
using Analytics.Store.Table;
using Analytics.Testing.Simulation;

namespace Analytics.Engine.Tests.Compaction;

/// <summary>A table in memory with one site, whose compactors make blocks of few events and may be stopped, or interrupted, at any call.</summary>
internal sealed class CompactedTable
{
    private const string Table = "events";
    private static readonly TableNames Tables = new(Table, "salts");
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(50);
    private readonly FakeDatabase _database = new();

    private CompactedTable(Site site)
    {
        Site = site;
        Client = FakeDynamoDb.Over(_database);
    }

    public Site Site { get; set; }

    public ManualClock Clock { get; } = new(Some.Noon);

    public FakeDynamoDb Client { get; }

    /// <summary>The bucket to which sealed days are written; null: none.</summary>
    public IDayBucket? Bucket { get; set; }

    public CompactionLimits Limits { get; set; } = new();

    public static async Task<CompactedTable> CreateAsync(Site? site = null, int rowsPerRange = DayRanges.TargetRows, int tailThreshold = NextStep.TailThreshold)
    {
        var table = new CompactedTable(site ?? Some.Site())
        {
            Limits = new CompactionLimits
            {
                RowsPerBlock = rowsPerRange,
                RowsInMemory = Math.Min(DayRows.InMemory, Math.Max(1, rowsPerRange / 2)),
                TailThreshold = tailThreshold,
            },
        };
        _ = await table.Client.CreateTableAsync(TableDefinition.Events.ToCreateRequest(Table));
        _ = await table.Client.CreateTableAsync(TableDefinition.Salts.ToCreateRequest("salts"));
        _ = await table.Client.TransactWriteItemsAsync(new AnalyticsStore(new AnalyticsStoreOptions { TableName = Table }).CreateSiteCommand(table.Site));
        return table;
    }

    /// <summary>Stores events as a recorder does: each with the marker of its day.</summary>
    public async Task StoreAsync(IEnumerable<Event> events, TimeSpan? keep = null)
    {
        TimeSpan expiry = keep ?? TimeSpan.FromDays(30);
        foreach (var together in events.GroupBy(e => (e.Day, e.ReceivedAt, Shard: EventItem.ShardOf(e.Visitor, Site.WriteShards))))
        {
            List<Event> pack = [.. together];
            _ = await Client.PutItemAsync(pack.Count == 1
                ? new RecordEvent(pack[0], Site.WriteShards, expiry).ToRequest(Table)
                : new PutItemRequest(Table, RawItem.Pack(EventId.New(), pack, together.Key.Shard, together.Key.ReceivedAt + expiry)));
            await MarkAsync(together.Key.Day, WorkMarker.NextSeal(Site.Calendar.EndOf(together.Key.Day), Clock.GetUtcNow(), authenticated: false));
        }
    }

    public Task MarkAsync(LocalDay day, DateTimeOffset due) => Client.PutItemAsync(new WorkMarker(Site.Id, day, due).ToRequest(Table));

    public Task<List<DayWork>> RunAsync() => RunAsync(Client);

    public async Task<List<DayWork>> RunAsync(FakeDynamoDb client, TimeProvider? clock = null, TimeSpan? longest = null)
    {
        List<DayWork> done = [];
        _ = await Compactor(client, clock).RunAsync(Budget, done.Add, CancellationToken.None, longest);
        return done;
    }

    /// <summary>The engine as another instance has it: nothing remembered.</summary>
    public AnalyticsEngine Engine(FakeDynamoDb? client = null, TimeProvider? clock = null, ReadMemory? memory = null, RecordingLimits? recording = null) =>
        new(client ?? Client, Tables, clock ?? Clock, new AnalyticsEngineOptions { Compaction = Limits, Recording = recording ?? new(), Bucket = Bucket, Memory = memory });

    public Compactor Compactor(FakeDynamoDb? client = null, TimeProvider? clock = null) => Engine(client, clock).Compactor;

    public Eraser Eraser(FakeDynamoDb? client = null) => Engine(client).Eraser;

    public ErasureReader Erasures(FakeDynamoDb client) => Engine(client).Erasures;

    /// <summary>The site as it is stored now.</summary>
    public async Task<Site> SiteAsync() => (await Engine().Sites.FindAsync(Site.Id.Value, CancellationToken.None))!;

    /// <summary>A client that does something of the test's own before or after each call.</summary>
    public FakeDynamoDb Through(Func<Task> before, Action after) => FakeDynamoDb.Through(async (request, _) =>
    {
        await before();
        var response = _database.Execute(request);
        after();
        return response;
    });

    /// <summary>A client that looks at each request first, and may refuse it.</summary>
    public FakeDynamoDb Through(Action<AmazonWebServiceRequest> before) => FakeDynamoDb.Through((request, _) =>
    {
        before(request);
        return Task.FromResult(_database.Execute(request));
    });

    /// <summary>A client that does something of the test's own before each call, knowing the call.</summary>
    public FakeDynamoDb BeforeEach(Func<AmazonWebServiceRequest, Task> before) => FakeDynamoDb.Through(async (request, _) =>
    {
        await before(request);
        return _database.Execute(request);
    });

    public Recorder Recorder() => Engine().Recorder;

    public async Task<Day?> DayAsync(LocalDay? day = null) => await Engine().Stored.FindAsync(Site.Id, day ?? Some.Day, CancellationToken.None);

    public List<WorkMarker> Markers() => [.. Items("ACTIVE#").Select(WorkMarker.Read)];

    public List<Dictionary<string, AttributeValue>> Items(string partition) =>
        [.. _database.Items(Table).Where(i => i[Names.PartitionKey].S.Contains(partition, StringComparison.Ordinal))];

    /// <summary>The keys of everything that is stored, salts included.</summary>
    public List<string> Keys() => [.. new[] { Table, Tables.Salts }.SelectMany(_database.Items).Select(item => $"{item[Names.PartitionKey].S} | {item[Names.SortKey].S}")];

    public async Task RemoveAsync(Dictionary<string, AttributeValue> item) =>
        _ = await Client.DeleteItemAsync(Table, new() { ["pk"] = item["pk"], ["sk"] = item["sk"] });

    /// <summary>The keys of stored parts of blocks that nothing lists, neither a Day's blocks, nor its claim, nor its garbage, and that do not expire.</summary>
    public async Task<List<string>> UnlistedAsync(LocalDay? date = null)
    {
        Day? day = await DayAsync(date);
        string[] listed = [.. day?.Blocks.Select(b => b.Id.ToString()) ?? [], .. day?.Garbage.Select(g => g.Id) ?? [], day?.Claim?.Id.Value ?? "#"];
        return [.. Items("#BLOCKS#").Where(i => !i.ContainsKey(Names.TimeToLive)).Select(i => i["sk"].S).Where(key => !listed.Any(id => key == id || key.StartsWith(id + "#", StringComparison.Ordinal)))];
    }

    /// <summary>What a question about every page of two weeks is answered.</summary>
    public Task<string> AnswerAsync() => AnswerAsync(Reader());

    public StatsReader Reader(ReadMemory? memory = null) => Engine(memory: memory).Stats;

    /// <summary>What the same question would be answered if the table held nothing but these raw events.</summary>
    public Task<string> AnswerAsync(IEnumerable<Event> events) => AnswerAsync(new RawEvents(events).Reader());

    /// <summary>All that was built of a day, but for when and by whom: content, totals, pages, state.</summary>
    public async Task<string> BuiltAsync(LocalDay? date = null)
    {
        Day day = (await DayAsync(date))!;
        var bytes = await Engine().Blocks.ReadAsync(
            Site.Id, [.. day.Blocks.Where(b => !b.IsInline).Select(b => (day.Date, b))], new ReadMeter(), CancellationToken.None);
        IEnumerable<string> blocks = day.Blocks.Select(b =>
            $"{b.Kind} {b.Rows} {b.FirstHash} {b.LastHash} {BlockReader.Open(b.IsInline ? day.Inline : bytes[(day.Date, b.Id)], b.Id.ToString()).HashContent()}");
        IEnumerable<string> pages = Items("#ROLLUPS#").Where(i => i["sk"].S == day.Date.ToString()).SelectMany(TopPagesItem.Read).Select(p => p.ToString());
        return string.Join('\n', [
            $"{day.State} {day.Rows} {day.DistinctIds} {day.ContentHash} {day.Totals} drift {day.Drift} late {day.LatePending} alarm {day.Alarm} claim {day.Claim} closes {day.ClosesAt}",
            .. day.Hours.Select(h => h.ToString()), .. blocks, .. pages]);
    }

    public async Task<string> AnswerAsync(StatsReader reader)
    {
        IReadOnlyList<StatsResult> results = await reader.ReadAsync(
            Site with { ErasedUntil = (await SiteAsync()).ErasedUntil }, [Question("visitors visits pageviews events", "time:day event:page"), Question("visits bounce_rate visit_duration", "time:hour visit:entry_page")], CancellationToken.None);
        return string.Join('\n', results.SelectMany(result => result.Rows).Select(row =>
            string.Join(' ', row.Dimensions.Concat(row.Metrics.Select(m => (m.Rounded / 1.00m).ToString(CultureInfo.InvariantCulture))))));
    }

    private StatsQuery Question(string metrics, string by)
    {
        LocalDay first = Site.Calendar.DayOf(Some.Noon).Plus(-3);
        return Assert.IsType<StatsQueryOutcome.Accepted>(StatsQuery.Create(
            [.. metrics.Split(' ').Select(m => KnownMetrics.Find(m)!)],
            StatsRange.OfDays(Site.Calendar, first, first.Plus(13))!,
            [.. by.Split(' ').Select(d => KnownDimensions.Find(d)!)])).Query;
    }
}
