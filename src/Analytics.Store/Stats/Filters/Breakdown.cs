using Analytics.Store.Stats.Dimensions;

namespace Analytics.Store.Stats.Filters;

/// <summary>What counts, and what it is broken down by: all of a question that decides what a metric means.</summary>
internal readonly record struct Breakdown(IReadOnlyList<Dimension> Dimensions, Filter Filter);
