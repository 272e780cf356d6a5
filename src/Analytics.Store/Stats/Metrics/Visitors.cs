using Analytics.Store.Blocks;
using Analytics.Store.Days;

namespace Analytics.Store.Stats.Metrics;

/// <summary>Distinct visitor ids; those of two days are two.</summary>
internal sealed class Visitors() : ScannedMetric("visitors", MetricSubject.Audience, MetricUnit.Count)
{
    internal override MetricFeed Feed => MetricFeed.Visitors;

    internal override void Add(Block block, Occurrences found, SumColumns sums) => sums.Count(found);

    internal override long[] OfTotals(DayTotals totals) => [totals.Visitors];
}
