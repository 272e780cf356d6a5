using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Metrics;

/// <summary>The time that visits reported, divided by the number of visits that reported any.</summary>
internal sealed class TimeOnPage() : ScannedMetric("time_on_page", MetricSubject.Event, MetricUnit.Seconds)
{
    internal override MetricFeed Feed => MetricFeed.Engagements;

    internal override void Add(Block block, Occurrences found, SumColumns sums)
    {
        long[] milliseconds = block.Columns.Engaged.Milliseconds;
        int[] visitOf = block.Layout.VisitOf;
        Dictionary<int, int> lastVisit = [];
        for (int i = 0; i < found.Count; i++)
        {
            int cell = found.Cells[i], visit = visitOf[found.Items[i]];
            sums[cell] += milliseconds[found.Items[i]];
            sums.Next[cell] += lastVisit.TryGetValue(cell, out int last) && last == visit ? 0 : 1;
            lastVisit[cell] = visit;
        }
    }

    internal override MetricValue Read(ReadOnlySpan<long> sums) => new(sums[0], sums[1], Unit) { IsNullOfNothing = true };
}
