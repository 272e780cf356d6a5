using Analytics.Store.Blocks;
using Analytics.Store.Stats.Filters;

namespace Analytics.Store.Stats.Metrics;

/// <summary>Pageviews of the counted visits ÷ visits.</summary>
internal sealed class ViewsPerVisit() : ScannedMetric("views_per_visit", MetricSubject.Visit, MetricUnit.Average)
{
    internal override MetricFeed Feed => MetricFeed.Visits;

    internal override bool CountsEntries(StatsScope scope) => scope.ByPage;

    internal override void Add(Block block, Occurrences found, SumColumns sums)
    {
        sums.Add(found, block.Facts.Pageviews);
        sums.Next.Count(found);
    }
}
