using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;

namespace Analytics.Store.Stats.Metrics;

/// <summary>Visitors ÷ visitors of the same question without dimensions and without filters on goals and properties.</summary>
internal sealed class ConversionRate() : ComposedMetric("conversion_rate", MetricUnit.Conversion)
{
    internal override Filter FilterOf(Breakdown query) => OfEverybody(query);

    /// <summary>The filter without those on goals and properties.</summary>
    internal static Filter OfEverybody(Breakdown query) =>
        new Filter.And([.. query.Filter.Parts.Where(part => part is not (Filter.MeetsGoal or Filter.Leaf { Dimension: EventProperty }))]);
}
