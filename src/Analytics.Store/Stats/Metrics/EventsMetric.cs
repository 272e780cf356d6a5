using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Metrics;

/// <summary>Everything that happened: pageviews and custom events, not engagement.</summary>
internal sealed class EventsMetric() : Metric("events", MetricSubject.Event, MetricUnit.Count)
{
    internal override MetricFeed Feed => MetricFeed.Events;

    internal override void Add(in Sighting sighting, Span<long> sums) => sums[0]++;
}
