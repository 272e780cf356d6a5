namespace Analytics.Store.Stats.Metrics;

/// <summary>What a metric is shown, once each in a cell (a group in a bucket of time), to count.</summary>
internal enum MetricFeed
{
    /// <summary>Every distinct visitor.</summary>
    Visitors,

    /// <summary>Every visit.</summary>
    Visits,

    /// <summary>Every event but engagement.</summary>
    Events,

    /// <summary>Every row that reports time spent, if the page on which it was spent matches.</summary>
    Engagements,
}
