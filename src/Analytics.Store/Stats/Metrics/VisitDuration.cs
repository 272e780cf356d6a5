using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Stats.Filters;

namespace Analytics.Store.Stats.Metrics;

/// <summary>Mean time from first to last event of the counted visits; a bounce counts as 0.</summary>
internal sealed class VisitDuration() : ScannedMetric("visit_duration", MetricSubject.Visit, MetricUnit.Seconds)
{
    internal override MetricFeed Feed => MetricFeed.Visits;

    internal override bool CountsEntries(StatsScope scope) => scope.ByPage;

    internal override void Add(Block block, Occurrences found, SumColumns sums)
    {
        int[] times = block.Columns.Times, firstRow = block.Layout.FirstRow, bounces = block.Facts.Bounces;
        for (int i = 0; i < found.Count; i++)
        {
            int visit = found.Items[i];
            sums[found.Cells[i]] += bounces[visit] != 0 ? 0 : times[firstRow[visit + 1] - 1] - times[firstRow[visit]];
        }

        sums.Next.Count(found);
    }

    internal override long[] OfTotals(DayTotals totals) => [totals.DurationMs, totals.Visits];
}
