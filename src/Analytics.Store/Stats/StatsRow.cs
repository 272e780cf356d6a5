using Analytics.Store.Stats.Metrics;

namespace Analytics.Store.Stats;

/// <summary>One row of an answer.</summary>
/// <param name="Dimensions">The shown values, in the order of the question's dimensions.</param>
/// <param name="Metrics">The numbers, in the order of the question's metrics.</param>
public sealed record StatsRow(IReadOnlyList<string> Dimensions, IReadOnlyList<MetricValue> Metrics)
{
    /// <summary>
    /// The row that it is compared with; null where nothing is compared, or the other range has no bucket of time in that place.
    /// </summary>
    public StatsRow? Compared { get; init; }
}
