using Analytics.Store.Days;
using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Metrics;

/// <summary>Mean time from first to last event of the counted visits; a bounce counts as 0.</summary>
internal sealed class VisitDuration() : Metric("visit_duration", MetricSubject.Visit, MetricUnit.Seconds)
{
    internal override MetricFeed Feed => MetricFeed.Visits;

    internal override bool CountsEntries(StatsScope scope) => scope.ByPage;

    internal override void Add(in Sighting sighting, Span<long> sums)
    {
        Visit visit = sighting.Visit!;
        sums[0] += visit.IsBounce ? 0 : (visit.End - visit.Start).Ticks / TimeSpan.TicksPerMillisecond;
        sums[1]++;
    }
}
