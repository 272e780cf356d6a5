using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Metrics;

/// <summary>Pages shown.</summary>
internal sealed class Pageviews() : Metric("pageviews", MetricSubject.Event, MetricUnit.Count)
{
    internal override MetricFeed Feed => MetricFeed.Events;

    internal override void Add(in Sighting sighting, Span<long> sums) => sums[0] += sighting.Event.IsPageview ? 1 : 0;
}
