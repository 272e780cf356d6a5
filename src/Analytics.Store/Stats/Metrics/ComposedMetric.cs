using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;

namespace Analytics.Store.Stats.Metrics;

/// <summary>A metric of each row that is divided by one of another question's rows, both of them counts.</summary>
internal abstract class ComposedMetric(string name, MetricUnit unit) : Metric(name, MetricSubject.Audience, unit)
{
    /// <summary>What is divided, of each row.</summary>
    internal virtual ScannedMetric Dividend => KnownMetrics.Visitors;

    /// <summary>What makes a row appear.</summary>
    internal virtual IReadOnlyList<ScannedMetric> Counted => [Dividend];

    /// <summary>What it is divided by, of the other question's row.</summary>
    internal virtual ScannedMetric Divisor => KnownMetrics.Visitors;

    /// <summary>What the other question is broken down by, in an order of its own.</summary>
    internal virtual IReadOnlyList<Dimension> DimensionsOf(Breakdown query) => [];

    /// <summary>What the other question filters by.</summary>
    internal virtual Filter FilterOf(Breakdown query) => query.Filter;

    /// <summary>The values that find the other question's row.</summary>
    internal virtual IReadOnlyList<string> ValuesOf(Breakdown query, IReadOnlyList<string> values) => [];

    internal virtual MetricValue Divide(long dividend, long divisor) => new(dividend, divisor, Unit);
}
