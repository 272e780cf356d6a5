using Analytics.Store.Stats.Dimensions;

namespace Analytics.Store.Stats.Metrics;

/// <summary>How many events have a number as the property.</summary>
internal sealed class PropertyCount(string name, EventProperty property) : PropertyMetric(name, property, MetricUnit.Count)
{
    private protected override void Add(long number, SumColumns sums, int cell) => sums[cell]++;
}
