using Analytics.Store.Stats.Dimensions;

namespace Analytics.Store.Stats.Metrics;

/// <summary>
/// The least of a property's numbers that at least so many percent of them do not exceed: always one of the numbers, never one between
/// two. <paramref name="tenths"/> are of a percent, 1 to 999.
/// </summary>
internal sealed class PropertyPercentile(string name, EventProperty property, int tenths) : PropertyMetric(name, property, MetricUnit.Number)
{
    internal override int Sums => 1;

    /// <summary>Its value among the numbers that were found.</summary>
    internal MetricValue Read(Distribution? numbers) => numbers is { Count: > 0 }
        ? new(numbers.AtRank(((numbers.Count * tenths) + 999) / 1000), 1, Unit) { IsNullOfNothing = true }
        : new(0, 0, Unit) { IsNullOfNothing = true };

    internal override MetricValue Read(ReadOnlySpan<long> sums) => Read((Distribution?)null);

    private protected override void Add(long number, SumColumns sums, int cell) => sums[cell]++;
}
