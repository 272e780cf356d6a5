namespace Analytics.Store.Stats.Metrics;

/// <summary>What a metric's number is, and so how it is rounded: half away from zero, once, at the end.</summary>
public enum MetricUnit
{
    /// <summary>A whole number of things.</summary>
    Count,

    /// <summary>100 × numerator ÷ denominator, shown in whole percent.</summary>
    Percent,

    /// <summary>Numerator in milliseconds ÷ denominator, shown in whole seconds.</summary>
    Seconds,

    /// <summary>Numerator ÷ denominator, shown with two decimals.</summary>
    Average,

    /// <summary>100 × numerator ÷ denominator, shown with one decimal.</summary>
    Share,

    /// <summary>100 × numerator ÷ denominator, shown with two decimals.</summary>
    Conversion,

    /// <summary>Numerator in thousandths of a currency's unit ÷ denominator, shown with three decimals.</summary>
    Money,

    /// <summary>Numerator in millionths ÷ denominator, shown with up to six decimals. The numbers of properties have no unit of their own.</summary>
    Number,

    /// <summary>A moment: numerator in milliseconds since 1970, UTC.</summary>
    Instant,
}
