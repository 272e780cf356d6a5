using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Store.Stats.People;

/// <summary>Which identified people are listed, and in what order.</summary>
/// <param name="Range">When they were seen.</param>
/// <param name="Filter">What must hold for one of their events; only those events are counted.</param>
/// <param name="Page">Which of them.</param>
public sealed record PeopleQuery(StatsRange Range, Filter Filter, StatsPage Page)
{
    /// <summary>A text that their user id or one of their traits holds, in any case; null for everybody.</summary>
    public string? Search { get; init; }

    /// <summary>What must hold for their traits, all of it. Default nothing.</summary>
    public IReadOnlyList<TraitFilter> Traits { get; init; } = [];

    /// <summary>What they are sorted by; then by user id.</summary>
    public PeopleOrder Order { get; init; }

    /// <summary>Whether the smallest comes first. Default: the greatest, or newest.</summary>
    public bool Ascending { get; init; }
}
