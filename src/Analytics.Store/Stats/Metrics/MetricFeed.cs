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

    /// <summary>Every row that tells of time spent, where the page that it was spent on matches.</summary>
    Engagements,
}
