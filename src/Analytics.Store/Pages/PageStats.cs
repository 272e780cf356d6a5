namespace Analytics.Store.Pages;

/// <summary>A page's counts over one or more days; all of them add over days.</summary>
/// <param name="Path">The page's path.</param>
/// <param name="PageViews">Page views.</param>
/// <param name="UniqueVisitors">Distinct visitors of each day with a view of the page.</param>
/// <param name="Entries">Visits that began there.</param>
/// <param name="Exits">Visits that ended there.</param>
/// <param name="Bounces">Visits that began there and bounced.</param>
public sealed record PageStats(string Path, long PageViews, long UniqueVisitors, long Entries, long Exits, long Bounces)
{
    /// <summary>Exits ÷ page views, 0 to 1; 0 without page views.</summary>
    public double ExitRate => PageViews == 0 ? 0 : (double)Exits / PageViews;
}
