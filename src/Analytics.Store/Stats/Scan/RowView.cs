namespace Analytics.Store.Stats.Scan;

/// <summary>How filters and dimensions see a row.</summary>
internal enum RowView
{
    /// <summary>As the event that it is.</summary>
    Event,

    /// <summary>As if it had happened on the page that its visit entered on.</summary>
    Entered,

    /// <summary>As a report of time spent on a page view: the name of an engagement event is then <c>pageview</c>.</summary>
    Report,
}
