using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats;

/// <summary>A metric of a plan and where its sums stand in every cell.</summary>
internal readonly record struct MetricSlot(Metric Metric, int First)
{
    public void Add(in Sighting sighting, Cell cell) => Metric.Add(sighting, cell.Sums.AsSpan(First, Metric.Sums));

    public MetricValue Read(Cell cell) => Metric.Read(cell.Sums.AsSpan(First, Metric.Sums));
}
