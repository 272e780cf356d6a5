using Analytics.Store.Blocks;
using Analytics.Store.Days;

namespace Analytics.Store.Stats.Metrics;

/// <summary>Pages shown.</summary>
internal sealed class Pageviews() : ScannedMetric("pageviews", MetricSubject.Event, MetricUnit.Count)
{
    internal override MetricFeed Feed => MetricFeed.Events;

    internal override int[] WholeVisits(Block block) => block.Facts.Pageviews;

    internal override void Add(Block block, Occurrences found, SumColumns sums)
    {
        RowKind[] kinds = block.Facts.Kinds;
        for (int i = 0; i < found.Count; i++)
        {
            sums[found.Cells[i]] += kinds[found.Items[i]] == RowKind.Pageview ? 1 : 0;
        }
    }

    internal override long[] OfTotals(DayTotals totals) => [totals.Pageviews];
}
