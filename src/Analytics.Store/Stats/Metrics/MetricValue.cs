using Analytics.Store.Stats.Dimensions;

namespace Analytics.Store.Stats.Metrics;

/// <summary>A metric's number, kept as the fraction that it is. Ordered by its exact value, whatever the rounding.</summary>
/// <param name="Numerator">Negative for money and the numbers of properties only.</param>
/// <param name="Denominator">1 for counts; 0 where there was nothing to take the mean of.</param>
/// <param name="Unit">How to read it.</param>
public readonly record struct MetricValue(Int128 Numerator, long Denominator, MetricUnit Unit) : IComparable<MetricValue>
{
    /// <summary>Whether the mean of nothing is null; otherwise it is 0.</summary>
    public bool IsNullOfNothing { get; init; }

    /// <summary>The currency, ISO 4217: <c>EUR</c>; null where it is no money, or not of one currency.</summary>
    public string? Currency => Metrics.CurrencyCode.TextOf(CurrencyCode);

    /// <summary>The moment that it is; null where it is none.</summary>
    public DateTimeOffset? Moment => Unit == MetricUnit.Instant && Denominator > 0 ? DateTimeOffset.FromUnixTimeMilliseconds((long)Numerator) : null;

    internal long CurrencyCode { get; init; }

    /// <summary>The value in its unit, rounded as Plausible's Stats API shows it; 0 where there is none.</summary>
    public decimal Rounded => Unit switch
    {
        MetricUnit.Count or MetricUnit.Instant => (decimal)Numerator,
        MetricUnit.Percent or MetricUnit.Seconds => Round(0),
        MetricUnit.Share => Round(1),
        MetricUnit.Money => Round(3),
        MetricUnit.Number => Round(6),
        _ => Round(2),
    };

    /// <summary>As <see cref="Rounded"/>, but null where the mean of nothing is.</summary>
    public decimal? Shown => IsNull ? null : Rounded;

    /// <summary>The value in its unit, with so many decimals; 0 where there is none.</summary>
    public decimal Round(int decimals) => decimal.Round(Exact ?? 0, decimals, MidpointRounding.AwayFromZero);

    /// <summary>The value in its unit; null where there was nothing to take the mean of.</summary>
    public decimal? Exact => Denominator == 0 ? null : Unit switch
    {
        MetricUnit.Percent or MetricUnit.Share or MetricUnit.Conversion => 100m * (decimal)Numerator / Denominator,
        MetricUnit.Seconds or MetricUnit.Money => (decimal)Numerator / (1000m * Denominator),
        MetricUnit.Number => (decimal)Numerator / Denominator / PropertyNumber.One,
        _ => (decimal)Numerator / Denominator,
    };

    private bool IsNull => Denominator == 0 && IsNullOfNothing;

    /// <summary>
    /// How much it has changed since another value of the metric: the difference in points, to one decimal, for what is in percent; for
    /// all else relative to the other value, in whole percent.
    /// </summary>
    /// <returns>Null for moments, and where either is a mean of nothing, they are in two currencies, or only the other one is 0.</returns>
    public decimal? ChangeSince(MetricValue before)
    {
        if (Unit == MetricUnit.Instant || Exact is not { } now || before.Exact is not { } then || CurrencyCode != before.CurrencyCode)
        {
            return null;
        }

        return Unit is MetricUnit.Percent or MetricUnit.Share or MetricUnit.Conversion ? decimal.Round(now - then, 1, MidpointRounding.AwayFromZero)
            : now == then ? 0
            : then == 0 ? null
            : decimal.Round(100 * (now - then) / Math.Abs(then), 0, MidpointRounding.AwayFromZero);
    }

    /// <summary>Compares values of one unit exactly; null is below all others.</summary>
    public int CompareTo(MetricValue other) => IsNull || other.IsNull
        ? other.IsNull.CompareTo(IsNull)
        : (Numerator * Math.Max(1, other.Denominator)).CompareTo(other.Numerator * Math.Max(1, Denominator));

    /// <summary>Whether the left value is the smaller.</summary>
    public static bool operator <(MetricValue left, MetricValue right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left value is the greater.</summary>
    public static bool operator >(MetricValue left, MetricValue right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left value is not the greater.</summary>
    public static bool operator <=(MetricValue left, MetricValue right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left value is not the smaller.</summary>
    public static bool operator >=(MetricValue left, MetricValue right) => left.CompareTo(right) >= 0;
}
