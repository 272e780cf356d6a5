using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Stats.Filters;

namespace Analytics.Store.Stats.Metrics;

/// <summary>Bounces ÷ visits. Where pages are asked about, of the visits that entered there: leaving a page in the middle of a visit is no bounce.</summary>
internal sealed class BounceRate() : ScannedMetric("bounce_rate", MetricSubject.Visit, MetricUnit.Percent)
{
    internal override MetricFeed Feed => MetricFeed.Visits;

    internal override bool CountsEntries(StatsScope scope) => scope.ByPage || scope.FiltersPage;

    internal override void Add(Block block, Occurrences found, SumColumns sums)
    {
        sums.Add(found, block.Facts.Bounces);
        sums.Next.Count(found);
    }

    internal override long[] OfTotals(DayTotals totals) => [totals.Bounces, totals.Visits];
}
