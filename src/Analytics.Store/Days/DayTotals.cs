namespace Analytics.Store.Days;

/// <summary>Counts that add: over days always, over hours for events and page views only (a visit is active in several hours).</summary>
/// <param name="Pageviews">Page views.</param>
/// <param name="Visitors">Distinct visitors of the day; of an hour: active in it.</param>
/// <param name="Visits">Visits of the day; of an hour: active in it.</param>
/// <param name="Bounces">Visits with one page view and no interactive custom event.</param>
/// <param name="DurationMs">The sum of the visits' durations, in milliseconds; a bounce counts as 0.</param>
/// <param name="Events">Everything but engagement.</param>
public readonly record struct DayTotals(long Pageviews, long Visitors, long Visits, long Bounces, long DurationMs, long Events)
{
    /// <summary>Both together.</summary>
    public static DayTotals operator +(DayTotals a, DayTotals b) => new(
        a.Pageviews + b.Pageviews,
        a.Visitors + b.Visitors,
        a.Visits + b.Visits,
        a.Bounces + b.Bounces,
        a.DurationMs + b.DurationMs,
        a.Events + b.Events);

    /// <summary>Both together.</summary>
    public static DayTotals Add(DayTotals left, DayTotals right) => left + right;
}
