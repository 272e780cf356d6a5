namespace Analytics.Store.Stats;

/// <summary>Why a metric is null in every row.</summary>
public enum MetricWarning
{
    /// <summary>None of the events that count carries money.</summary>
    NoRevenue,

    /// <summary>The events that count carry money of several currencies, which is never added.</summary>
    SeveralCurrencies,
}
