using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Terms;

namespace Analytics.Store.Stats.Metrics;

/// <summary>As <see cref="ConversionRate"/>, but each group of the dimensions other than the goal is compared with itself.</summary>
internal sealed class GroupConversionRate() : ComposedMetric("group_conversion_rate", MetricUnit.Conversion)
{
    internal override IReadOnlyList<Dimension> DimensionsOf(Breakdown query) => [.. query.Dimensions.Where(d => d is not EventGoal)];

    internal override Filter FilterOf(Breakdown query) => ConversionRate.OfEverybody(query);

    internal override IReadOnlyList<string> ValuesOf(Breakdown query, IReadOnlyList<string> values) =>
        [.. values.Where((_, i) => query.Dimensions[i] is not EventGoal)];
}
