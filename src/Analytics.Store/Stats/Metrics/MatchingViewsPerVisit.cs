using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;

namespace Analytics.Store.Stats.Metrics;

/// <summary>
/// <c>views_per_visit</c> where properties are filtered by: the row's own pageviews ÷ its visits, for a property belongs to single
/// pageviews. <see cref="ViewsPerVisit"/> counts all pageviews of the visits.
/// </summary>
internal sealed class MatchingViewsPerVisit() : ComposedMetric("views_per_visit", MetricUnit.Average)
{
    internal override ScannedMetric Dividend => KnownMetrics.Pageviews;

    internal override IReadOnlyList<ScannedMetric> Counted => [KnownMetrics.Pageviews, KnownMetrics.Visits];

    internal override ScannedMetric Divisor => KnownMetrics.Visits;

    internal override IReadOnlyList<Dimension> DimensionsOf(Breakdown query) => query.Dimensions;

    internal override IReadOnlyList<string> ValuesOf(Breakdown query, IReadOnlyList<string> values) => values;
}
