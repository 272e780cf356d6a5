using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Metrics;

/// <summary>Visits.</summary>
internal sealed class Visits() : Metric("visits", MetricSubject.Audience, MetricUnit.Count)
{
    internal override MetricFeed Feed => MetricFeed.Visits;

    internal override void Add(in Sighting sighting, Span<long> sums) => sums[0]++;
}
