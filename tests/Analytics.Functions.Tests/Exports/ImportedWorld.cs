using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Reading;
using Analytics.Engine.Recording;
using Analytics.Engine.Sites;
using Analytics.Engine.Stats;
using Analytics.Engine.Tables;
using Analytics.Engine.Visitors;
using Analytics.Functions.Configuration;
using System.Buffers;
using System.Text;
using System.Text.Json;
using Analytics.Engine;
using Analytics.Functions.Exports;
using Analytics.Functions.Ingest;
using Analytics.Store;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Sites;
using Analytics.Store.Table;
using Analytics.Testing.Oracle;
using Analytics.Testing.Simulation;

namespace Analytics.Functions.Tests.Exports;

/// <summary>Another site, in a table of its own, into which lines of exports are imported.</summary>
internal sealed class ImportedWorld
{
    private static readonly TableNames Names = new("events", "salts");
    private readonly FakeDynamoDb _client = FakeDynamoDb.Over(new FakeDatabase());
    private readonly ManualClock _clock;
    private readonly AnalyticsEngine _engine;

    private ImportedWorld(StoredWorld from, DateTimeOffset now)
    {
        _clock = new ManualClock(now);
        _engine = new AnalyticsEngine(_client, Names, _clock);
        Site = from.Site with
        {
            Id = SiteId.Parse("another"),
            WriteShards = 2,
            Settings = from.Site.Settings with { DataRetentionDays = 0, Identification = true },
        };
    }

    public Site Site { get; }

    public StatsReader Reader => _engine.Stats;

    public static async Task<ImportedWorld> CreateAsync(StoredWorld from, DateTimeOffset now)
    {
        var world = new ImportedWorld(from, now);
        _ = await world._client.CreateTableAsync(TableDefinition.Events.ToCreateRequest(Names.Events));
        _ = await world._client.CreateTableAsync(TableDefinition.Salts.ToCreateRequest(Names.Salts));
        _ = await world._client.TransactWriteItemsAsync(new AnalyticsStore(new AnalyticsStoreOptions { TableName = Names.Events }).CreateSiteCommand(world.Site));
        return world;
    }

    /// <summary>An event as a line.</summary>
    public static string Line(Event e)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, ExportLine.Options))
        {
            ExportLine.Write(json, e);
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <summary>Imports lines, some at a time: how many were stored.</summary>
    public async Task<int> ImportAsync(IEnumerable<string> lines)
    {
        int stored = 0;
        foreach (string[] some in lines.Chunk(50))
        {
            List<Event> events = [];
            foreach (string line in some)
            {
                (Event? read, string? fault) = ImportLine.Parse(line, Site, _clock.GetUtcNow());
                Assert.True(read is not null, $"{fault}: {line}");
                events.Add(read);
            }

            IReadOnlyList<HitOutcome> outcomes = await _engine.Recorder.ImportAsync(Site, [.. events.DistinctBy(e => (e.Id, Site.Calendar.DayOf(e.Time)))], TestContext.Current.CancellationToken);
            stored += outcomes.OfType<HitOutcome.Accepted>().Count();
            _clock.Advance(TimeSpan.FromMilliseconds(1)); // one request after another
        }

        return stored;
    }

    /// <summary>Seals every day.</summary>
    public async Task SealAsync()
    {
        _clock.Advance(TimeSpan.FromDays(2));
        List<DayWork> done = [];
        _ = await _engine.Compactor.RunAsync(TimeSpan.FromMinutes(1), done.Add, TestContext.Current.CancellationToken);
        Assert.All(done, work => Assert.Null(work.Fault));
    }
}
