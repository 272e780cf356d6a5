namespace Analytics.Store.Stats.Scan;

/// <summary>As what filters and dimensions look at a row.</summary>
internal enum RowView
{
    /// <summary>As the event that it is.</summary>
    Event,

    /// <summary>As if it had happened on the page that its visit entered on.</summary>
    Entered,

    /// <summary>As a report of time spent, which tells of a pageview: an engagement's name is then that of one.</summary>
    Report,
}
