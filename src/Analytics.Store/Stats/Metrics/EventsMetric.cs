using Analytics.Store.Blocks;
using Analytics.Store.Days;

namespace Analytics.Store.Stats.Metrics;

/// <summary>Everything that happened: pageviews and custom events, not engagement.</summary>
internal sealed class EventsMetric() : ScannedMetric("events", MetricSubject.Event, MetricUnit.Count)
{
    internal override MetricFeed Feed => MetricFeed.Events;

    internal override int[] WholeVisits(Block block) => block.Facts.Events;

    internal override void Add(Block block, Occurrences found, SumColumns sums) => sums.Count(found);

    internal override long[] OfTotals(DayTotals totals) => [totals.Events];
}
