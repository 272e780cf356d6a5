namespace Analytics.Store.Stats.Metrics;

/// <summary>A metric's number, kept as the fraction that it is. Ordered by its exact value, whatever the rounding.</summary>
/// <param name="Numerator">Not negative.</param>
/// <param name="Denominator">1 for counts; 0 where there was nothing to take the mean of, and then the value is 0.</param>
/// <param name="Unit">How to read it.</param>
public readonly record struct MetricValue(long Numerator, long Denominator, MetricUnit Unit) : IComparable<MetricValue>
{
    /// <summary>The value in its unit, rounded as Plausible's Stats API shows it; 0 where there is none.</summary>
    public decimal Rounded => Unit switch
    {
        MetricUnit.Count => Numerator,
        MetricUnit.Percent or MetricUnit.Seconds => Round(0),
        _ => Round(2),
    };

    /// <summary>The value in its unit, with so many decimals; 0 where there is none.</summary>
    public decimal Round(int decimals) => decimal.Round(Exact ?? 0, decimals, MidpointRounding.AwayFromZero);

    /// <summary>The value in its unit; null where there was nothing to take the mean of.</summary>
    public decimal? Exact => Denominator == 0 ? null : Unit switch
    {
        MetricUnit.Percent => 100m * Numerator / Denominator,
        MetricUnit.Seconds => Numerator / (1000m * Denominator),
        _ => (decimal)Numerator / Denominator,
    };

    /// <summary>Compares values of one unit exactly.</summary>
    public int CompareTo(MetricValue other) =>
        ((Int128)Numerator * Math.Max(1, other.Denominator)).CompareTo((Int128)other.Numerator * Math.Max(1, Denominator));

    /// <summary>Whether the left value is the smaller.</summary>
    public static bool operator <(MetricValue left, MetricValue right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left value is the greater.</summary>
    public static bool operator >(MetricValue left, MetricValue right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left value is not the greater.</summary>
    public static bool operator <=(MetricValue left, MetricValue right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left value is not the smaller.</summary>
    public static bool operator >=(MetricValue left, MetricValue right) => left.CompareTo(right) >= 0;
}
