using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Store.Stats.Visits;

/// <summary>Which visits or events are listed, and in what order.</summary>
/// <param name="Range">When they were; a visit when it began.</param>
/// <param name="Filter">What must hold; a visit is listed if it holds for one of its events.</param>
/// <param name="Limit">At most so many; 1 to <see cref="MaxLimit"/>.</param>
public sealed record ListQuery(StatsRange Range, Filter Filter, int Limit)
{
    /// <summary>The most that a page has.</summary>
    public const int MaxLimit = 1_000;

    /// <summary>What visits are sorted by; events always by their time.</summary>
    public VisitOrder Order { get; init; }

    /// <summary>Whether the smallest comes first. Default: the greatest, or newest.</summary>
    public bool Ascending { get; init; }

    /// <summary>The last place of the page before; null for the first page.</summary>
    public ListPlace? After { get; init; }

    /// <summary>Whether a place belongs to the page or to one after it.</summary>
    internal bool IsAhead(ListPlace place) => After is not { } after || (Ascending ? place > after : place < after);
}
