using Analytics.Store.Stats.Dimensions;

namespace Analytics.Store.Stats.Metrics;

/// <summary>The sum of a property's numbers, or their mean.</summary>
/// <remarks>Three sums: thousands of millions of millionths, the rest of them, and how many numbers there are. So none overflows.</remarks>
internal sealed class PropertySum(string name, EventProperty property, bool isMean) : PropertyMetric(name, property, MetricUnit.Number)
{
    private const long Large = 1_000_000_000;
    private const int Rest = 1, Counted = 2;

    internal override int Sums => 3;

    internal override MetricValue Read(ReadOnlySpan<long> sums)
    {
        Int128 total = ((Int128)sums[0] * Large) + sums[Rest];
        return new(total, isMean ? sums[Counted] : Math.Min(1, sums[Counted]), Unit) { IsNullOfNothing = true };
    }

    private protected override void Add(long number, SumColumns sums, int cell)
    {
        sums[cell] += number / Large;
        sums.Next[cell] += number % Large;
        sums.Next.Next[cell]++;
    }
}
