using Analytics.Store.Blocks;
using Analytics.Store.Stats.Metrics;

namespace Analytics.Store.Stats.Scan;

/// <summary>A metric of a plan and where its sums stand in every cell; of a percentile, at which place the numbers.</summary>
internal readonly record struct MetricSlot(ScannedMetric Metric, int First, int Numbers)
{
    public void Add(Block block, Occurrences found, long[] sums, int stride) => Metric.Add(block, found, new SumColumns(sums, stride, First));

    public void Merge(long[] into, ReadOnlySpan<long> from) => Metric.Merge(into.AsSpan(First, Metric.Sums), from.Slice(First, Metric.Sums));

    public MetricValue Read(Cell cell) => Metric is PropertyPercentile percentile
        ? percentile.Read(cell.FindNumbers(Numbers))
        : Metric.Read(cell.Sums.AsSpan(First, Metric.Sums));
}
