using Amazon.DynamoDBv2;
using Analytics.Engine.Accounts;
using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Deleting;
using Analytics.Engine.Erasing;
using Analytics.Engine.Exports;
using Analytics.Engine.Health;
using Analytics.Engine.Reading;
using Analytics.Engine.Recording;
using Analytics.Engine.Expiry;
using Analytics.Engine.Sites;
using Analytics.Engine.Stats;
using Analytics.Engine.Tables;
using Analytics.Engine.Visitors;

namespace Analytics.Engine;

/// <summary>
/// Makes the parts of the engine over two tables, each part once, when it is first asked for. The parts are safe for concurrent use unless
/// they say otherwise.
/// </summary>
/// <param name="client">The database.</param>
/// <param name="names">The two tables.</param>
/// <param name="clock">The present.</param>
/// <param name="options">What the deployment decides. Default: <see cref="AnalyticsEngineOptions"/> as it is.</param>
public sealed class AnalyticsEngine(IAmazonDynamoDB client, TableNames names, TimeProvider clock, AnalyticsEngineOptions? options = null)
{
    private readonly EventsTable _table = new(client, names.Events, clock);
    private readonly AnalyticsEngineOptions _options = options ?? new AnalyticsEngineOptions();

    /// <summary>Finds sites by id or domain.</summary>
    public SiteDirectory Sites => Once(ref field, () => new(_table));

    /// <summary>Stores the salts of visitor ids.</summary>
    public SaltStore Salts => Once(ref field, () => new(client, names.Salts, clock, _options.RandomBytes));

    /// <summary>Stores people, their logins and the keys of programs.</summary>
    public AccountStore Accounts => Once(ref field, () => new(_table, Salts));

    /// <summary>Keeps who is signed in where.</summary>
    public LoginStore Logins => Once(ref field, () => new(_table, Accounts));

    /// <summary>Reads a site's goals and segments.</summary>
    public TermsReader Terms => Once(ref field, () => new(_table));

    /// <summary>Reads a site's saved funnels.</summary>
    public FunnelReader Funnels => Once(ref field, () => new(_table));

    /// <summary>Lists, makes and changes the sites of an account.</summary>
    public SiteBook SiteBook => Once(ref field, () => new(_table, Sites));

    /// <summary>Lists, makes, changes and deletes a site's goals.</summary>
    public GoalBook GoalBook => Once(ref field, () => new(_table, Terms));

    /// <summary>Lists, makes, changes and deletes a site's saved segments.</summary>
    public SegmentBook SegmentBook => Once(ref field, () => new(_table, Terms));

    /// <summary>Lists, makes, changes and deletes the notes on a site's timeline.</summary>
    public AnnotationBook AnnotationBook => Once(ref field, () => new(_table));

    /// <summary>What was said about groups of errors.</summary>
    public ErrorMarkBook ErrorMarkBook => Once(ref field, () => new(_table));

    /// <summary>Lists, makes, changes and deletes a site's saved funnels.</summary>
    public FunnelBook FunnelBook => Once(ref field, () => new(_table, Funnels));

    /// <summary>Records hits and imported events.</summary>
    public Recorder Recorder => Once(ref field, () => new(
        _table, Salts, Budget, Erasures, new DayGate(Stored), Markers, new ShardGrowthWriter(_table, Stored, new ShardPressure(clock, _options.Recording)), new BatchWriter(_table)));

    /// <summary>Counts what all sites together record in a day.</summary>
    public EventBudget Budget => Once(ref field, () => new(_table, _options.DailyEvents, _options.OverBudget));

    /// <summary>Counts events that were dropped.</summary>
    public DropTally Drops => Once(ref field, () => new(_table, Sites, _options.DropsEvery));

    /// <summary>Reads raw events.</summary>
    public EventReader Events => Once(ref field, () => new(_table));

    /// <summary>Reads days, whatever their state.</summary>
    public DayReader Days => Once(ref field, () =>
    {
        var blocks = new BlockStore(_table, _options.Memory);
        return new(_table, Events, Stored, blocks, new SealedDays(Stored, blocks), Markers, Erasures);
    });

    /// <summary>Answers questions about a site.</summary>
    public StatsReader Stats => Once(ref field, () => new(Days.OpenAsync, Events.ReadDayAsync, _options.Memory));

    /// <summary>Reads single visits and events.</summary>
    public VisitReader Visits => Once(ref field, () => new(Days.OpenAsync, clock));

    /// <summary>A new watch over one site's last half hour; as many as are asked for.</summary>
    public LiveReader NewLiveReader() => new(Events.ReadDayAsync);

    /// <summary>Reads a site's events to be taken elsewhere.</summary>
    public Exporter Exporter => Once(ref field, () => new(Days, Events, Sealed, Erasures, clock));

    /// <summary>Reads whether sites are well.</summary>
    public HealthReader Health => Once(ref field, () => new(_table, Markers, Days, Drops, Erasures, Jobs));

    /// <summary>Reads who has been erased.</summary>
    public ErasureReader Erasures => Once(ref field, () => new(_table, Salts));

    /// <summary>Erases people.</summary>
    public Eraser Eraser => Once(ref field, () =>
    {
        var store = new ErasureStore(_table);
        var scope = new ErasureScope(Stored, clock);
        var items = new RawItemReader(_table);
        var search = new DaySearch(Stored, Blocks, Erasures, new RawSearch(items), new BlockSearch(Blocks));
        var walk = new ErasureWalk(Salts, scope, store, NewPurge(search, items), clock);
        var requests = new ErasureRequests(Sites, Salts, store, scope, clock);
        return new(requests, new ErasureForecast(requests, Salts, scope, search, new FilterForecast(Days)), new ErasureRun(Jobs, Sites, Erasures, walk, clock), clock);
    });

    /// <summary>Deletes sites.</summary>
    public SiteDeleter Deleter => Once(ref field, () =>
    {
        var store = new DeletionStore(_table);
        var sweep = new SiteSweep(new PartitionSweep(_table, new BatchWriter(_table)), Salts, _options.Bucket);
        return new(Sites, store, new DeletionRun(Jobs, Sites, store, new DeletionWalk(Stored, sweep, store, clock), clock), clock);
    });

    /// <summary>Turns raw events into blocks, and seals days.</summary>
    public Compactor Compactor => Once(ref field, () =>
    {
        ExportPass? exports = NewExports();
        var passes = new CompactionPasses(
            Seal,
            new SettlePass(_table, Events, Stored, Markers),
            new AuditPass(Building, Events, Stored, clock),
            new TailPass(Events, Stored, Blocks, Claims, _options.Compaction, clock),
            new GarbagePass(Stored, Blocks, clock),
            exports,
            exports is null ? null : new WithdrawPass(exports, Stored, Markers, clock));
        var steps = new DaySteps(_table, Sites, Events, Stored, Markers, Erasures, passes, _options.Compaction);
        return new(clock, Markers, steps, new DueRun(Sites, Markers, steps, _options.Compaction, exports?.Bucket, clock), passes);
    });

    /// <summary>Makes stored days expire when their site's settings say.</summary>
    public DayExpiry Expiry => Once(ref field, () => new(
        _table, Sites, Jobs, Stored, Blocks, new BucketSweep(Stored, Markers, clock), new KindWalk(Stored, NewKindPurge(), clock), _options.Bucket));

    internal DayStore Stored => Once(ref field, () => new(_table));

    internal WorkMarkers Markers => Once(ref field, () => new(_table, _options.Recording.EventsPerCompaction));

    // Maintenance reads a block once: it would only push out of memory what questions ask for again.
    internal BlockStore Blocks => Once(ref field, () => new(_table, memory: null));

    private SiteJobs Jobs => Once(ref field, () => new(_table));

    private DayClaims Claims => Once(ref field, () => new(Stored, clock));

    private DayBuild Building => Once(ref field, () => new(Events, _options.Compaction));

    private SealPass Seal => Once(ref field, () => new(Building, Stored, Blocks, Claims, Markers, Emptying, clock));

    private RawEmptying Emptying => Once(ref field, () => new(_table, new RawItemReader(_table)));

    private LogRewrite Logs => Once(ref field, () => new(Stored, Blocks, Claims, clock));

    private BlockRewrite Rewrite => Once(ref field, () => new(Stored, Blocks, Claims, clock));

    private SealedEvents Sealed => Once(ref field, () => new(Blocks));

    private DayPurge NewPurge(DaySearch search, RawItemReader items)
    {
        var rewrite = new DayRewrite(Logs, Seal, Rewrite, clock);
        var removal = new DayRemoval(
            new TombstoneWriter(_table), rewrite, new RawPurge(items, new BatchWriter(_table)), new NeighbourMarkers(Stored, Markers, clock));
        return new(new DayMatching(_table, Building, items, Blocks), search, removal, new BlockSweep(Stored, Blocks, clock), NewExports(), clock);
    }

    private KindPurge NewKindPurge() =>
        new(Stored, Blocks, Erasures, Rewrite, Logs, Emptying, new BlockSweep(Stored, Blocks, clock), NewExports(), clock);

    // One for each user: a bucket that fails one of them is still tried by the other.
    private ExportPass? NewExports() => _options.Bucket is { } bucket ? new ExportPass(bucket, Stored, Sealed, Markers, clock) : null;

    private static T Once<T>([System.Diagnostics.CodeAnalysis.NotNull] ref T? part, Func<T> make)
        where T : class => LazyInitializer.EnsureInitialized(ref part, make);
}
