using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Metrics;

/// <summary>When the first or the last of the events that count happened.</summary>
internal sealed class SeenMetric(string name, bool isLast) : ScannedMetric(name, MetricSubject.Event, MetricUnit.Instant)
{
    private const int Counted = 1;

    internal override MetricFeed Feed => MetricFeed.Events;

    internal override int Sums => 2;

    internal override void Add(Block block, Occurrences found, SumColumns sums)
    {
        int[] times = block.Columns.Times;
        long start = block.Columns.Start.ToUnixTimeMilliseconds();
        for (int i = 0; i < found.Count; i++)
        {
            int cell = found.Cells[i];
            long time = start + times[found.Items[i]];
            sums[cell] = sums.Next[cell] == 0 ? time : Later(sums[cell], time);
            sums.Next[cell]++;
        }
    }

    internal override void Merge(Span<long> into, ReadOnlySpan<long> from)
    {
        if (from[Counted] > 0)
        {
            into[0] = into[Counted] == 0 ? from[0] : Later(into[0], from[0]);
            into[Counted] += from[Counted];
        }
    }

    internal override void Scale(Span<long> sums, int weight) => base.Scale(sums[Counted..], weight);

    internal override MetricValue Read(ReadOnlySpan<long> sums) => new(sums[0], Math.Min(1, sums[Counted]), Unit) { IsNullOfNothing = true };

    private long Later(long a, long b) => isLast ? Math.Max(a, b) : Math.Min(a, b);
}
