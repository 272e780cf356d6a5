using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Metrics;

namespace Analytics.Store.Stats;

/// <summary>One of the keys that rows are sorted by: a metric or a dimension of the question.</summary>
public abstract record StatsOrder
{
    private StatsOrder(bool descending) => Descending = descending;

    /// <summary>Whether the largest comes first.</summary>
    public bool Descending { get; }

    /// <summary>By the exact value of a metric.</summary>
    public sealed record ByMetric(Metric Metric, bool Descending) : StatsOrder(Descending);

    /// <summary>By the shown value of a dimension, ordinal.</summary>
    public sealed record ByDimension(Dimension Dimension, bool Descending) : StatsOrder(Descending);
}
