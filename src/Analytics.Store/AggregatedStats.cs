using Analytics.Store.Days;

namespace Analytics.Store;

/// <summary>A site's counts over one period.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Period">How long the period is.</param>
/// <param name="PeriodStart">When it begins.</param>
/// <param name="Totals">Its counts.</param>
public sealed record AggregatedStats(string SiteId, AggregationPeriod Period, DateTimeOffset PeriodStart, DayTotals Totals)
{
    /// <summary>Page views.</summary>
    public long PageViews => Totals.Pageviews;

    /// <summary>Distinct visitors of each day, added over days: nothing links a visitor's two days.</summary>
    public long UniqueVisitors => Totals.Visitors;

    /// <summary>Visits; of an hour: active in it.</summary>
    public long Sessions => Totals.Visits;

    /// <summary>Visits with one page view and no interactive custom event.</summary>
    public long Bounces => Totals.Bounces;

    /// <summary>Bounces ÷ visits, 0 to 1; 0 without visits.</summary>
    public double BounceRate => Sessions == 0 ? 0 : (double)Bounces / Sessions;

    /// <summary>Time of all visits together.</summary>
    public TimeSpan TotalTimeOnSite => TimeSpan.FromMilliseconds(Totals.DurationMs);

    /// <summary>Mean over visits; zero without visits.</summary>
    public TimeSpan AvgSessionDuration => Sessions == 0 ? TimeSpan.Zero : TotalTimeOnSite / Sessions;

    /// <summary>Page views ÷ visits; 0 without visits.</summary>
    public double AvgPagesPerSession => Sessions == 0 ? 0 : (double)PageViews / Sessions;

    /// <summary>All of them: a visitor cannot be recognised on another day.</summary>
    public long NewVisitors => UniqueVisitors;

    /// <summary>0 always: a visitor cannot be recognised on another day.</summary>
#pragma warning disable CA1822 // The seed's types have it, and its value is a promise about privacy, not about this instance.
    public long ReturningVisitors => 0;
#pragma warning restore CA1822
}
