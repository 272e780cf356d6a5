using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Terms;

namespace Analytics.Store.Stats;

/// <summary>Which questions make sense: the rules are those of Plausible's Stats API v2, the words our own.</summary>
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
        ValuesByGoal,
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
        query.Metrics.Count == 0 ? "#/metrics: must name at least one metric"
        : FirstCopy(query.Metrics) is { } copy ? $"#/metrics: names `{copy}` more than once: leave the copies out"
        : null;

    private static string? DimensionsAreNamedOnce(StatsQuery query) =>
        FirstCopy(query.Dimensions) is { } copy ? $"#/dimensions: names `{copy}` more than once: leave the copies out" : null;

    private static string? OneTimeDimension(StatsQuery query) =>
        query.Dimensions.OfType<TimeDimension>().Count() > 1 ? "#/dimensions: must have at most one time dimension: leave the others out" : null;

    private static string? MinutesOfAFewDays(StatsQuery query) => query.Time is TimeMinute && query.Range.Days > MaxDaysByMinute
        ? "#/dimensions: `time:minute` is for ranges of at most 2 days: shorten date_range, or take `time:hour`"
        : null;

    private static string? OrderedByWhatIsAsked(StatsQuery query) =>
        query.OrderBy.FirstOrDefault(order => !IsAsked(query, order)) is { } stray
            ? $"#/order_by: names `{NameOf(stray)}`, which is not asked for: add it to metrics or dimensions, or leave it out"
            : null;

    private static string? HostnamesAndGoalsAtTheTop(StatsQuery query) => Deeper(query)
        .Select(f => f is Filter.MeetsGoal ? EventGoal.Key : f is Filter.Leaf { Dimension: EventHostname hostname } ? hostname.Name : null)
        .FirstOrDefault(name => name is not null) is { } name
            ? $"#/filters: `{name}` must stand at the top level: take it out of `and`, `or` and `not`"
            : null;

    private static string? ViewsPerVisit(StatsQuery query) =>
        !query.Metrics.Any(m => m is ViewsPerVisit) ? null
        : query.Scope.FiltersPage ? "#/metrics: `views_per_visit` does not go with a filter on `event:page`: leave one of them out"
        : query.Dimensions.Any(d => d is not TimeDimension) ? "#/metrics: `views_per_visit` goes with time dimensions only: leave the other dimensions out"
        : null;

    private static string? ReportsByPage(StatsQuery query) =>
        query.Metrics.FirstOrDefault(m => m is ScannedMetric { Feed: MetricFeed.Engagements }) is { } metric
        && !query.Dimensions.Any(d => d is EventPage) && !query.Filter.Parts.Any(f => f is Filter.Leaf { Dimension: EventPage })
            ? $"#/metrics: `{metric}` is measured by page: add the dimension `event:page`, or a filter on it at the top level"
            : null;

    private static string? ConversionsByGoal(StatsQuery query) => Conversion(query) is { } metric ? MeasuredByGoal(query, metric) : null;

    private static string? ValuesByGoal(StatsQuery query) => query.Metrics.FirstOrDefault(m => m is GoalValue) is { } metric ? MeasuredByGoal(query, metric) : null;

    private static string? MeasuredByGoal(StatsQuery query, Metric metric) =>
        !query.Dimensions.Any(d => d is EventGoal) && !query.Filter.Parts.Any(f => f is Filter.MeetsGoal)
            ? $"#/metrics: `{metric}` is measured by goal: add the dimension `event:goal`, or a filter on it at the top level"
            : null;

    private static string? PropertiesAtTheTop(StatsQuery query) =>
        Conversion(query) is { } metric && Deeper(query).OfType<Filter.Leaf>().FirstOrDefault(leaf => leaf.Dimension is EventProperty) is { } deep
            ? $"#/filters: beside `{metric}`, `{deep.Dimension}` must stand at the top level: take it out of `and`, `or` and `not`"
            : null;

    private static string? PercentageByDimensions(StatsQuery query) =>
        query.Metrics.Any(m => m is Percentage) && query.Dimensions.Count == 0 ? "#/metrics: `percentage` is a part of all: add the dimension that divides them" : null;

    private static string? ExitRateByExitPage(StatsQuery query) =>
        !query.Metrics.Any(m => m is ExitRate) ? null
        : query.Dimensions is not [VisitExitPage] ? "#/metrics: `exit_rate` is measured by exit page: make `visit:exit_page` the one dimension"
        : query.Filter.LooksAtEvents ? "#/metrics: `exit_rate` does not go with filters on events: leave them out, or put them into `has_done`"
        : null;

    private static string? VisitMetricsByVisitDimensions(StatsQuery query)
    {
        string metrics = Names(query.Metrics.Where(m => m.Subject == MetricSubject.Visit));
        string dimensions = Names(query.Dimensions.Where(d => d is EventGoal or PropertyDimension { IsOfEvent: true } and not EventPage));
        return metrics.Length == 0 || dimensions.Length == 0
            ? null
            : $"#/metrics: visits have {metrics}, and only events have {dimensions}: ask for them in two questions";
    }

    private static string? EventMetricsByEventDimensions(StatsQuery query)
    {
        string metrics = Names(query.Metrics.Where(m => m.Subject == MetricSubject.Event));
        string dimensions = Names(query.Dimensions.Where(d => d is PropertyDimension { IsOfVisitOnly: true }));
        return metrics.Length == 0 || dimensions.Length == 0
            ? null
            : $"#/metrics: events have {metrics}, and only visits have {dimensions}: ask for them in two questions";
    }

    private static string? TimeLabelsNeedTime(StatsQuery query) =>
        query.Extras.TimeLabels && query.Time is null ? "#/include/time_labels: needs a time dimension: add one, such as `time:day`, or leave the labels out" : null;

    private static string? PageInBounds(StatsQuery query) =>
        query.Page.Limit is < 1 or > StatsPage.MaxLimit ? "#/pagination/limit: must be 1 to 10,000"
        : query.Page.Offset < 0 ? "#/pagination/offset: must be 0 or more"
        : null;

    private static T? FirstCopy<T>(IReadOnlyList<T> named) where T : class
    {
        HashSet<T> before = [];
        return named.FirstOrDefault(item => !before.Add(item));
    }

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
