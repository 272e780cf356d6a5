using Analytics.Store.Blocks;
using Analytics.Store.Days;

namespace Analytics.Store.Stats.Metrics;

/// <summary>Visits.</summary>
internal sealed class Visits() : ScannedMetric("visits", MetricSubject.Audience, MetricUnit.Count)
{
    internal override MetricFeed Feed => MetricFeed.Visits;

    internal override void Add(Block block, Occurrences found, SumColumns sums) => sums.Count(found);

    internal override long[] OfTotals(DayTotals totals) => [totals.Visits];
}
