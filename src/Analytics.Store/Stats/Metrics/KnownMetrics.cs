namespace Analytics.Store.Stats.Metrics;

/// <summary>The metrics, one line each; those of a property's numbers are found by name alone.</summary>
public static class KnownMetrics
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        new Visitors(),
        new Visits(),
        new Pageviews(),
        new ViewsPerVisit(),
        new BounceRate(),
        new VisitDuration(),
        new EventsMetric(),
        new ScrollDepth(),
        new TimeOnPage(),
        new Percentage(),
        new ConversionRate(),
        new GroupConversionRate(),
        new ExitRate(),
        new RevenueMetric("total_revenue", isMean: false),
        new RevenueMetric("average_revenue", isMean: true),
        new GoalValue(),
        new SeenMetric("first_seen", isLast: false),
        new SeenMetric("last_seen", isLast: true),
    ];

    private static readonly Dictionary<string, Metric> ByName = All.ToDictionary(m => m.Name, StringComparer.Ordinal);

    internal static ScannedMetric Visitors { get; } = All.OfType<Visitors>().Single();

    internal static ScannedMetric Visits { get; } = All.OfType<Visits>().Single();

    internal static ScannedMetric Pageviews { get; } = All.OfType<Pageviews>().Single();

    /// <summary><c>views_per_visit</c> of a question that filters by properties.</summary>
    internal static Metric MatchingViewsPerVisit { get; } = new MatchingViewsPerVisit();

    internal static ScannedMetric Events { get; } = All.OfType<EventsMetric>().Single();

    internal static ScannedMetric Revenue { get; } = All.OfType<RevenueMetric>().First();

    /// <summary>How metrics of a property's numbers are named, for people; they are not among <see cref="All"/>.</summary>
    public static string OfProperties => PropertyMetrics.Names;

    /// <summary>The metric of that name, <c>bounce_rate</c> or <c>p75(event:props:LCP)</c>; null where there is none.</summary>
    public static Metric? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ByName.GetValueOrDefault(name) ?? PropertyMetrics.TryParse(name);
    }
}
