using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Metrics;

/// <summary>Bounces ÷ visits. Where pages are asked about, of the visits that entered there: leaving a page in the middle of a visit is no bounce.</summary>
internal sealed class BounceRate() : Metric("bounce_rate", MetricSubject.Visit, MetricUnit.Percent)
{
    internal override MetricFeed Feed => MetricFeed.Visits;

    internal override bool CountsEntries(StatsScope scope) => scope.ByPage || scope.FiltersPage;

    internal override void Add(in Sighting sighting, Span<long> sums)
    {
        sums[0] += sighting.Visit!.IsBounce ? 1 : 0;
        sums[1]++;
    }
}
