namespace Analytics.Store.Stats;

/// <summary>Why a metric is null in every row, or does not count all that there is.</summary>
public enum MetricWarning
{
    /// <summary>None of the events that count carries money.</summary>
    NoRevenue,

    /// <summary>The events that count carry money of several currencies, which is never added.</summary>
    SeveralCurrencies,

    /// <summary>Some of the events that count carry money of other currencies than the one that is asked for. It is left out.</summary>
    OtherCurrencies,

    /// <summary>Some of the events that count have a text where the metric looks for a number. They are left out.</summary>
    TextsLeftOut,
}
