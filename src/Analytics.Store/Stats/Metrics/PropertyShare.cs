using Analytics.Store.Stats.Dimensions;

namespace Analytics.Store.Stats.Metrics;

/// <summary>The part of a property's numbers that are above one bound and not above another, each in millionths; null for none.</summary>
internal sealed class PropertyShare(string name, EventProperty property, long? above, long? upTo) : PropertyMetric(name, property, MetricUnit.Share)
{
    internal override MetricValue Read(ReadOnlySpan<long> sums) => base.Read(sums) with { IsNullOfNothing = true };

    private protected override void Add(long number, SumColumns sums, int cell)
    {
        sums[cell] += number > (above ?? long.MinValue) && number <= (upTo ?? long.MaxValue) ? 1 : 0;
        sums.Next[cell]++;
    }
}
