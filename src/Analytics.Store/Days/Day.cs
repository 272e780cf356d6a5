using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Store.Days;

/// <summary>What was built of one local day of a site.</summary>
public sealed record Day
{
    /// <summary>The site.</summary>
    public required SiteId Site { get; init; }

    /// <summary>The local day.</summary>
    public required LocalDay Date { get; init; }

    /// <summary>How far it has come.</summary>
    public DayState State { get; init; }

    /// <summary>Grows with every change; a change names the version that it was made from.</summary>
    public required long Version { get; init; }

    /// <summary>The first instant.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The first instant after it.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>The IANA zone in which it is counted.</summary>
    public required string Zone { get; init; }

    /// <summary>Events in its blocks, copies left out; of a day still open, as far as it was compacted.</summary>
    public required long Rows { get; init; }

    /// <summary>Distinct event ids that the last seal found; a later build that finds fewer is refused. 0 before the first.</summary>
    public long DistinctIds { get; init; }

    /// <summary>The largest number of shards that the day's raw events were spread over.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>24 hours before the first of its raw events expires; null while there is none.</summary>
    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>A hash of the decoded content: the same set of events gives the same hash.</summary>
    public string? ContentHash { get; init; }

    /// <summary>The day's counts.</summary>
    public required DayTotals Totals { get; init; }

    /// <summary>
    /// The counts of each hour of the day, the first beginning at <see cref="Start"/>: 24, or 23 to 25 where the clock changes; none
    /// where they were not kept.
    /// </summary>
    public IReadOnlyList<DayTotals> Hours { get; init; } = [];

    /// <summary>The blocks that hold the day: of a sealed one all of it, of an open one what was received before its <see cref="Watermarks"/>.</summary>
    public IReadOnlyList<DayBlock> Blocks { get; init; } = [];

    /// <summary>The bytes of the one block of a small day, kept here so that sealing is one write and a year is one query; empty otherwise.</summary>
    public ReadOnlyMemory<byte> Inline { get; init; }

    /// <summary>For each shard, in order: raw events received before it are in the blocks. A shard without one has none there.</summary>
    public IReadOnlyList<DateTimeOffset> Watermarks { get; init; } = [];

    /// <summary>The claim of the process that is building the day; null if none is.</summary>
    public DayClaim? Claim { get; init; }

    /// <summary>Blocks to delete as soon as no reader can still need them.</summary>
    public IReadOnlyList<DayGarbage> Garbage { get; init; } = [];

    /// <summary>What its last seal may have missed; null where it is certain that nothing was. A day without it is read from its blocks alone.</summary>
    public DaySettling? Settling { get; init; }

    /// <summary>When it was last sealed; null before.</summary>
    public DateTimeOffset? SealedAt { get; init; }

    /// <summary>When the last seal was built again from raw events and compared; null until then.</summary>
    public DateTimeOffset? AuditedAt { get; init; }

    /// <summary>
    /// By how many events that comparison differed, at least 1 where only their content did. Expected 0: anything else is a fault of the product.
    /// </summary>
    public long Drift { get; init; }

    /// <summary>Whether events are known to have come that count only from the next seal.</summary>
    public bool LatePending { get; init; }

    /// <summary>What went wrong and needs a person; null where nothing did.</summary>
    public string? Alarm { get; init; }

    /// <summary>The last change's own name, by which its maker knows it again when an answer was lost.</summary>
    public string? Change { get; init; }

    /// <summary>When the day expires; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Erasures by filter that are under way and whose events are in none of its blocks any more: blocks do not say which events they were.</summary>
    public IReadOnlyList<string> Purged { get; init; } = [];

    /// <summary>Kinds of events that its blocks hold no more, because the site keeps them for less time than the day: what is left of such events is in <see cref="Event.IsEmptied"/>.</summary>
    public EventKinds Expired { get; init; }

    /// <summary>Kinds of events that its blocks still hold and no answer may have, as of when it was read. Not stored.</summary>
    internal EventKinds Hidden { get; init; }

    /// <summary>Which content of the day a bucket holds; null: none.</summary>
    public DayExport? Export { get; init; }

    /// <summary>
    /// Whether readers must look beyond its blocks: it is sealed, its seal may have missed something, and its raw events are all there.
    /// </summary>
    public bool IsUnsettled(DateTimeOffset now) => State == DayState.Sealed && Settling is not null && !(ClosesAt + NextStep.CloseAfter <= now);

    /// <summary>About how many write units it takes to build it again.</summary>
    public long RebuildUnits => Blocks.Sum(block => (block.Bytes + 1023L) / 1024) + 3;

    /// <summary>Whether the day must be written to a bucket: its content there differs or is unknown. False for open days.</summary>
    public bool IsExportDue(string bucket) => ContentHash is { } content && State != DayState.Open && Export != new DayExport(bucket, content);

    /// <summary>The first instant that is not in the blocks of a shard; the beginning of time where nothing of it is.</summary>
    public DateTimeOffset WatermarkOf(int shard) => shard < Watermarks.Count ? Watermarks[shard] : DateTimeOffset.MinValue;

    /// <summary>A day of which nothing was built.</summary>
    public static Day NewOpen(Site site, LocalDay day)
    {
        ArgumentNullException.ThrowIfNull(site);
        DateTimeOffset end = site.Calendar.EndOf(day);
        return new Day
        {
            Site = site.Id,
            Date = day,
            Version = 0,
            Start = site.Calendar.StartOf(day),
            End = end,
            Zone = site.Calendar.ZoneOf(day),
            Rows = 0,
            Shards = site.WriteShards,
            Totals = default,
            ExpiresAt = ExpiryOf(site, end),
        };
    }

    /// <summary>Days that begin later than this from now are treated like days that are over.</summary>
    internal static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    /// <summary>Until when a day takes events whose first raw event expires then: a day before, so that there is time to seal it.</summary>
    internal static DateTimeOffset? ClosingOf(DateTimeOffset? firstExpiry) => firstExpiry - TimeSpan.FromHours(24);

    /// <summary>
    /// Whether readers look for a day's raw events without being told: it is not over at <paramref name="until"/>, and begins at most
    /// <see cref="Ahead"/> after <paramref name="now"/>. Any other day needs its item before an event of it is stored.
    /// </summary>
    internal static bool IsPresent(Site site, LocalDay day, DateTimeOffset now, DateTimeOffset until) =>
        site.Calendar.EndOf(day) > until && site.Calendar.StartOf(day) <= now + Ahead;

    /// <summary>Until when a site keeps a day that ends then, and all that is built of it; null: for ever.</summary>
    internal static DateTimeOffset? ExpiryOf(Site site, DateTimeOffset end) =>
        site.Settings.DataRetentionDays is > 0 and int keep ? end.AddDays(keep) : null;
}
