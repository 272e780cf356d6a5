using Analytics.Store.Stats.Dimensions;

namespace Analytics.Store.Stats.Filters;

/// <summary>Whether a question is about visits as a whole or about events, which decides what its numbers count.</summary>
/// <param name="IsOfEvents">An event dimension or an event filter is used: visits and visitors count by their matching events.</param>
/// <param name="ByPage">Broken down by <c>event:page</c>.</param>
/// <param name="FiltersPage">Filtered by <c>event:page</c>.</param>
public readonly record struct StatsScope(bool IsOfEvents, bool ByPage, bool FiltersPage)
{
    /// <summary>The scope of a question with these dimensions and filters.</summary>
    internal static StatsScope Of(IEnumerable<Dimension> dimensions, Filter filter)
    {
        List<Dimension> groups = [.. dimensions];
        return new(
            filter.LooksAtEvents || groups.Exists(d => d.IsOfEvent),
            groups.Exists(d => d is EventPage),
            filter.Leaves().Any(leaf => leaf.Dimension is EventPage));
    }
}
