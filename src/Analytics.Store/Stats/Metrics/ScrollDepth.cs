using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Metrics;

/// <summary>The mean of each visit's maximum scroll depth, over the visits that reported one.</summary>
internal sealed class ScrollDepth() : ScannedMetric("scroll_depth", MetricSubject.Event, MetricUnit.Percent)
{
    internal override MetricFeed Feed => MetricFeed.Engagements;

    internal override void Add(Block block, Occurrences found, SumColumns sums)
    {
        int[] scrolls = block.Columns.Engaged.Scroll, visitOf = block.Layout.VisitOf;
        Dictionary<int, (int Visit, int Depth)> deepest = [];
        for (int i = 0; i < found.Count; i++)
        {
            int cell = found.Cells[i], visit = visitOf[found.Items[i]], depth = scrolls[found.Items[i]];
            if (depth < 0)
            {
                continue;
            }

            // The rows of a visit stand together: a cell's next visit ends its last one.
            if (!deepest.TryGetValue(cell, out (int Visit, int Depth) last) || last.Visit != visit)
            {
                last = (visit, 0);
                sums.Next[cell]++;
            }

            sums[cell] += Math.Max(0, depth - last.Depth);
            deepest[cell] = (visit, Math.Max(depth, last.Depth));
        }
    }

    internal override MetricValue Read(ReadOnlySpan<long> sums) => new(sums[0], 100 * sums[1], Unit) { IsNullOfNothing = true };
}
