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

    /// <summary>Events in it, copies left out.</summary>
    public required long Rows { get; init; }

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
}
