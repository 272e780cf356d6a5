using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Terms;

namespace Analytics.Store.Stats;

/// <summary>Which questions make sense, in the words of Plausible's Stats API v2.</summary>
internal static class StatsRules
{
    private const int MaxDaysByMinute = 2;

    private static readonly Func<StatsQuery, string?>[] Rules =
    [
        MetricsAreNamedOnce,
        DimensionsAreNamedOnce,
        OneTimeDimension,
        MinutesOfAFewDays,
        OrderedByWhatIsAsked,
        HostnamesAndGoalsAtTheTop,
        ViewsPerVisit,
        ReportsByPage,
        ConversionsByGoal,
        PropertiesAtTheTop,
        PercentageByDimensions,
        ExitRateByExitPage,
        VisitMetricsByVisitDimensions,
        EventMetricsByEventDimensions,
        TimeLabelsNeedTime,
        PageInBounds,
    ];

    /// <summary>The first fault; null where there is none.</summary>
    public static string? FaultOf(StatsQuery query) => Rules.Select(rule => rule(query)).FirstOrDefault(fault => fault is not null);

    private static string? MetricsAreNamedOnce(StatsQuery query) =>
        query.Metrics.Count == 0 ? "#/metrics: Expected a minimum of 1 items but got 0."
        : query.Metrics.Distinct().Count() < query.Metrics.Count ? "#/metrics: Expected items to be unique but they were not."
        : null;

    private static string? DimensionsAreNamedOnce(StatsQuery query) =>
        query.Dimensions.Distinct().Count() < query.Dimensions.Count ? "#/dimensions: Expected items to be unique but they were not." : null;

    private static string? OneTimeDimension(StatsQuery query) =>
        query.Dimensions.OfType<TimeDimension>().Count() > 1 ? "Invalid dimensions. Only one time dimension can be queried at once." : null;

    private static string? MinutesOfAFewDays(StatsQuery query) => query.Time is TimeMinute && query.Range.Days > MaxDaysByMinute
        ? "Invalid dimensions. `time:minute` can only be queried over at most 2 days."
        : null;

    private static string? OrderedByWhatIsAsked(StatsQuery query) =>
        query.OrderBy.FirstOrDefault(order => !IsAsked(query, order)) is { } stray
            ? $"Invalid order_by entry '[\"{NameOf(stray)}\",\"{(stray.Descending ? "desc" : "asc")}\"]'. Entry is not a queried metric or dimension."
            : null;

    private static string? HostnamesAndGoalsAtTheTop(StatsQuery query) => Deeper(query)
        .Select(f => f is Filter.MeetsGoal ? EventGoal.Key : f is Filter.Leaf { Dimension: EventHostname hostname } ? hostname.Name : null)
        .FirstOrDefault(name => name is not null) is { } name
            ? $"Invalid filters. Dimension `{name}` can only be filtered at the top level."
            : null;

    private static string? ViewsPerVisit(StatsQuery query) =>
        !query.Metrics.Any(m => m is ViewsPerVisit) ? null
        : query.Scope.FiltersPage ? "Metric `views_per_visit` cannot be queried with a filter on `event:page`."
        : query.Dimensions.Any(d => d is not TimeDimension) ? "Metric `views_per_visit` cannot be queried with `dimensions`."
        : null;

    private static string? ReportsByPage(StatsQuery query) =>
        query.Metrics.FirstOrDefault(m => m is ScannedMetric { Feed: MetricFeed.Engagements }) is { } metric
        && !query.Dimensions.Any(d => d is EventPage) && !query.Filter.Parts.Any(f => f is Filter.Leaf { Dimension: EventPage })
            ? $"Metric `{metric}` can only be queried with event:page filters or dimensions."
            : null;

    private static string? ConversionsByGoal(StatsQuery query) =>
        Conversion(query) is { } metric && !query.Dimensions.Any(d => d is EventGoal) && !query.Filter.Parts.Any(f => f is Filter.MeetsGoal)
            ? $"Metric `{metric}` can only be queried with event:goal filters or dimensions."
            : null;

    private static string? PropertiesAtTheTop(StatsQuery query) =>
        Conversion(query) is { } metric && Deeper(query).Any(f => f is Filter.Leaf { Dimension: EventProperty })
            ? $"Invalid filters. Custom properties can only be filtered at the top level when metric `{metric}` is queried."
            : null;

    private static string? PercentageByDimensions(StatsQuery query) =>
        query.Metrics.Any(m => m is Percentage) && query.Dimensions.Count == 0 ? "Metric `percentage` can only be queried with `dimensions`." : null;

    private static string? ExitRateByExitPage(StatsQuery query) =>
        !query.Metrics.Any(m => m is ExitRate) ? null
        : query.Dimensions is not [VisitExitPage] ? "Metric `exit_rate` requires a `visit:exit_page` dimension. No other dimensions are allowed."
        : query.Filter.LooksAtEvents ? "Metric `exit_rate` cannot be queried when filtering on event dimensions."
        : null;

    private static string? VisitMetricsByVisitDimensions(StatsQuery query)
    {
        string metrics = Names(query.Metrics.Where(m => m.Subject == MetricSubject.Visit));
        string dimensions = Names(query.Dimensions.Where(d => d is EventGoal or PropertyDimension { IsOfEvent: true } and not EventPage));
        return metrics.Length == 0 || dimensions.Length == 0
            ? null
            : $"Session metric(s) {metrics} cannot be queried along with event dimension(s) {dimensions}";
    }

    private static string? EventMetricsByEventDimensions(StatsQuery query)
    {
        string metrics = Names(query.Metrics.Where(m => m.Subject == MetricSubject.Event));
        string dimensions = Names(query.Dimensions.Where(d => d is PropertyDimension { IsOfVisitOnly: true }));
        return metrics.Length == 0 || dimensions.Length == 0
            ? null
            : $"Event metric(s) {metrics} cannot be queried along with session dimension(s) {dimensions}";
    }

    private static string? TimeLabelsNeedTime(StatsQuery query) =>
        query.Extras.TimeLabels && query.Time is null ? "Invalid include.time_labels: requires a time dimension." : null;

    private static string? PageInBounds(StatsQuery query) =>
        query.Page.Limit < 1 ? "#/pagination/limit: Expected the value to be >= 1"
        : query.Page.Limit > StatsPage.MaxLimit ? "#/pagination/limit: Expected the value to be <= 10000"
        : query.Page.Offset < 0 ? "#/pagination/offset: Expected the value to be >= 0"
        : null;

    private static Metric? Conversion(StatsQuery query) => query.Metrics.FirstOrDefault(m => m is ConversionRate or GroupConversionRate);

    // What is filtered by below the top level.
    private static IEnumerable<Filter> Deeper(StatsQuery query) =>
        query.Filter.Parts.Where(f => f is Filter.And or Filter.Or or Filter.Not).SelectMany(f => f.Nodes());

    private static bool IsAsked(StatsQuery query, StatsOrder order) => order switch
    {
        StatsOrder.ByMetric by => query.Metrics.Contains(by.Metric),
        StatsOrder.ByDimension by => query.Dimensions.Contains(by.Dimension),
        _ => false,
    };

    private static string NameOf(StatsOrder order) =>
        order is StatsOrder.ByMetric by ? by.Metric.Name : ((StatsOrder.ByDimension)order).Dimension.Name;

    private static string Names(IEnumerable<object> named) => string.Join(", ", named.Select(n => $"`{n}`"));
}
