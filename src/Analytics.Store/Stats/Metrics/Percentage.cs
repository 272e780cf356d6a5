namespace Analytics.Store.Stats.Metrics;

/// <summary>Visitors ÷ visitors of the same question without dimensions.</summary>
internal sealed class Percentage() : ComposedMetric("percentage", MetricUnit.Share);
