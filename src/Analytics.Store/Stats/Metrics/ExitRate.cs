using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Dimensions;

namespace Analytics.Store.Stats.Metrics;

/// <summary>Visits that ended on the page ÷ its pageviews, those of visits that ended elsewhere included.</summary>
internal sealed class ExitRate() : ComposedMetric("exit_rate", MetricUnit.Share)
{
    internal override ScannedMetric Dividend => KnownMetrics.Visits;

    internal override ScannedMetric Divisor => KnownMetrics.Pageviews;

    internal override IReadOnlyList<Dimension> DimensionsOf(Breakdown query) => [new EventPage()];

    internal override Filter FilterOf(Breakdown query) => new Filter.And([.. query.Filter.Parts.Where(part => !IsOfExitPage(part))]);

    private static bool IsOfExitPage(Filter part) => part.Nodes().All(node => node is Filter.Leaf { Dimension: VisitExitPage });

    internal override IReadOnlyList<string> ValuesOf(Breakdown query, IReadOnlyList<string> values) => values;

    internal override MetricValue Divide(long dividend, long divisor) => base.Divide(dividend, divisor) with { IsNullOfNothing = true };
}
