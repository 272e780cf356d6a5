using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Expiry;
using Analytics.Engine.Exports;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Reading;
using Analytics.Engine.Sites;
using Analytics.Engine.Stats;
using Analytics.Engine.Tables;
using Analytics.Functions.Configuration;
using Analytics.Store.Blocks;
using Analytics.Store.Blocks.Format;
using Analytics.Store.Calendars;
using Analytics.Engine;
using Analytics.Store;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Table;
using Analytics.Testing.Simulation;

namespace Analytics.Testing.Oracle;

/// <summary>The events of a world in a table, compacted by the product's own hands: open, half compacted, sealed, sealed again.</summary>
public sealed class StoredWorld : IDisposable
{
    private static readonly TimeSpan Forever = TimeSpan.FromDays(40_000);
    private readonly RandomWorld _world;
    private readonly IReadOnlyList<Event> _raw;
    private readonly Random _random;
    private readonly FakeDynamoDb _client = FakeDynamoDb.Over(new FakeDatabase());
    private readonly ManualClock _clock;
    private readonly ReadMemory _memory = new(1 << 20);
    private readonly HashSet<Event> _stored = [];
    private readonly HashSet<Event> _late = [];
    private readonly Dictionary<LocalDay, LastSeal> _sealed = [];

    private StoredWorld(RandomWorld world, int seed, IReadOnlyList<Event> raw, SiteSettings? settings)
    {
        (_world, _raw, _random) = (world, raw, new Random(seed ^ 0x57A7E));
        _clock = new ManualClock(raw.Min(e => e.ReceivedAt));
        Site = world.Site with { UpdatedAt = world.Site.CreatedAt, WriteShards = 1 + _random.Next(3), Settings = (settings ?? world.Site.Settings) with { DataRetentionDays = 0 } };
    }

    public Site Site { get; }

    /// <summary>The bucket to which sealed days are written. Default: none.</summary>
    public IDayBucket? Bucket { get; set; }

    /// <summary>
    /// What counts so far, as it reads back: a text that is not there and one that is empty are the same. What is received by a day some
    /// minutes after its seal counts from the next seal; but of what it is a copy of, or what is a copy of it, only one ever counts.
    /// </summary>
    public IReadOnlyCollection<Event> Counted => [.. _stored.Where(e => !_late.Contains(e) && !_late.Any(l => Wins(l, e))).Select(e => EventItem.Read(EventItem.Write(e, Site.WriteShards, null)))];

    /// <summary>Remembers what it found in sealed days, whatever has become of them since.</summary>
    public StatsReader Reader => Engine.Stats;

    /// <summary>Takes the events elsewhere.</summary>
    public Exporter Exporter => Engine.Exporter;

    // As another instance has it each time, but for what it read of sealed days.
    private AnalyticsEngine Engine => new(_client, Names, _clock, new AnalyticsEngineOptions
    {
        Compaction = new CompactionLimits { TailThreshold = 2, LogBlocks = NextStep.TierWidth },
        Memory = _memory,
        Bucket = Bucket,
    });

    private static TableNames Names { get; } = new("events", "salts");

    /// <param name="world">The site.</param>
    /// <param name="seed">Of what is decided by lot.</param>
    /// <param name="raw">Its events, near its days. Default the world's own.</param>
    /// <param name="settings">What the site keeps. Default the world's own.</param>
    public static async Task<StoredWorld> CreateAsync(RandomWorld world, int seed, IReadOnlyList<Event>? raw = null, SiteSettings? settings = null)
    {
        var stored = new StoredWorld(world, seed, raw ?? world.Raw, settings);
        _ = await stored._client.CreateTableAsync(TableDefinition.Events.ToCreateRequest(Names.Events));
        _ = await stored._client.TransactWriteItemsAsync(new AnalyticsStore(new AnalyticsStoreOptions { TableName = Names.Events }).CreateSiteCommand(stored.Site));
        return stored;
    }

    /// <summary>Stores what was received before an instant, and then compacts what is open.</summary>
    public async Task ReceiveUntilAsync(DateTimeOffset instant, bool compact)
    {
        _clock.Set(instant + NextStep.Settled); // what comes later is received later
        await StoreAsync(_raw.Where(e => e.ReceivedAt < instant));
        if (compact)
        {
            await CompactAsync();
        }
    }

    /// <summary>Stores all but a few events, which are late, and seals every day.</summary>
    public async Task SealWithoutAsync(int late)
    {
        DateTimeOffset end = Site.Calendar.EndOf(_raw.Max(e => e.Day));
        _clock.Set(Later(end, _raw.Max(e => e.ReceivedAt)) + TimeSpan.FromHours(3));
        Event[] waiting = [.. _raw.Where(e => !_stored.Contains(e)).OrderBy(e => e.ReceivedAt)];
        await StoreAsync(waiting.SkipLast(late));
        await CompactAsync();
    }

    /// <summary>Stores what is late, and seals the days again that it belongs to.</summary>
    public async Task SealAgainAsync()
    {
        await StoreAsync(_raw);
        _clock.Advance(TimeSpan.FromHours(2));
        await CompactAsync();
    }

    /// <summary>Lets time pass in which nothing is done.</summary>
    public void Wait(TimeSpan time) => _clock.Advance(time);

    /// <summary>Takes out what the site keeps no longer.</summary>
    public async Task ExpireAsync()
    {
        List<ExpiryWork> done = [];
        await Engine.Expiry.RunAsync(TimeSpan.FromMinutes(5), done.Add, CancellationToken.None);
        if (done.Find(work => work.Fault is not null || !work.IsDone) is { } failed)
        {
            throw new InvalidOperationException($"{failed}");
        }
    }

    /// <summary>Builds what is due.</summary>
    public Task BuildAsync() => CompactAsync();

    /// <summary>The names of all events in all blocks and raw items that are stored.</summary>
    public async Task<IReadOnlySet<string>> StoredNamesAsync()
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        ScanResponse all = await _client.ScanAsync(new ScanRequest(Names.Events));
        foreach (Dictionary<string, AttributeValue> item in all.Items)
        {
            switch (item["_"].S)
            {
                case "raw/1" or "pack/1":
                    names.UnionWith(RawItem.Read(item).Select(e => e.Name));
                    break;
                case "block/1":
                    names.UnionWith(BlockReader.Open(item["bytes"].B.ToArray(), "a block").Columns.Text(BlockField.Name).Values);
                    break;
                case "day/1" when item.TryGetValue("inline", out AttributeValue? inline):
                    names.UnionWith(BlockReader.Open(inline.B.ToArray(), "a day").Columns.Text(BlockField.Name).Values);
                    break;
                default:
                    break;
            }
        }

        return names;
    }

    /// <summary>The state of each day that has one.</summary>
    public async Task<IReadOnlyList<Day>> DaysAsync() =>
        await Engine.Days.ReadDaysAsync(Site, _world.First.Plus(-5), _world.First.Plus(9), CancellationToken.None);

    public void Dispose() => _memory.Dispose();

    private async Task StoreAsync(IEnumerable<Event> events)
    {
        foreach (Event e in events.Where(_stored.Add).ToList())
        {
            _ = _sealed.TryGetValue(e.Day, out LastSeal? seal) && !seal.Overlaps(e) && _late.Add(e);
            _ = await _client.PutItemAsync(new RecordEvent(e, Site.WriteShards, Forever).ToRequest(Names.Events));
            _ = await _client.PutItemAsync(new WorkMarker(Site.Id, e.Day, _clock.GetUtcNow().AddMinutes(-5)).ToRequest(Names.Events));
        }
    }

    private async Task CompactAsync()
    {
        List<DayWork> done = [];
        _ = await Engine.Compactor.RunAsync(TimeSpan.FromMinutes(1), done.Add, CancellationToken.None);
        if (done.Find(work => work.Fault is not null) is { } failed)
        {
            throw new InvalidOperationException($"{failed.Day}: {failed.Step} {failed.Outcome} {failed.Fault}");
        }

        await NoteSealsAsync();
    }

    private async Task NoteSealsAsync()
    {
        foreach (Day day in (await DaysAsync()).Where(d => d.State != DayState.Open))
        {
            bool isNew = _sealed.GetValueOrDefault(day.Date)?.At != day.SealedAt;
            _sealed[day.Date] = new LastSeal(day.SealedAt!.Value, day.Watermarks.Min(), day.Settling?.Before ?? DateTimeOffset.MinValue);
            _ = isNew ? _late.RemoveWhere(e => e.Day == day.Date) : 0;
        }
    }

    /// <param name="At">When the day was sealed.</param>
    /// <param name="From">From then on readers look beyond the seal.</param>
    /// <param name="Before">Until then what they find there counts; the beginning of time once the day has settled.</param>
    private sealed record LastSeal(DateTimeOffset At, DateTimeOffset From, DateTimeOffset Before)
    {
        public bool Overlaps(Event e) => e.ReceivedAt >= From && e.ReceivedAt < Before;
    }

    private bool Wins(Event late, Event e)
    {
        LocalDay later = late.Day > e.Day ? late.Day : e.Day;
        DateTimeOffset border = Site.Calendar.StartOf(later);
        return late.Id == e.Id && late.Day != e.Day && late.ReceivedAt <= e.ReceivedAt && DayEvents.IsNear(late, border);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
