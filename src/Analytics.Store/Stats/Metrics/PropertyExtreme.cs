using Analytics.Store.Stats.Dimensions;

namespace Analytics.Store.Stats.Metrics;

/// <summary>The least or the greatest of a property's numbers.</summary>
internal sealed class PropertyExtreme(string name, EventProperty property, bool isGreatest) : PropertyMetric(name, property, MetricUnit.Number)
{
    private const int Counted = 1;

    internal override int Sums => 2;

    internal override void Merge(Span<long> into, ReadOnlySpan<long> from)
    {
        if (from[Counted] > 0)
        {
            into[0] = into[Counted] == 0 ? from[0] : Further(into[0], from[0]);
            into[Counted] += from[Counted];
        }
    }

    internal override void Scale(Span<long> sums, int weight) => base.Scale(sums[Counted..], weight);

    internal override MetricValue Read(ReadOnlySpan<long> sums) => new(sums[0], Math.Min(1, sums[Counted]), Unit) { IsNullOfNothing = true };

    private protected override void Add(long number, SumColumns sums, int cell)
    {
        sums[cell] = sums.Next[cell] == 0 ? number : Further(sums[cell], number);
        sums.Next[cell]++;
    }

    private long Further(long a, long b) => isGreatest ? Math.Max(a, b) : Math.Min(a, b);
}
