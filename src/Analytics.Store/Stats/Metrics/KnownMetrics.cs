namespace Analytics.Store.Stats.Metrics;

/// <summary>The metrics, one line each.</summary>
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
    ];

    private static readonly Dictionary<string, Metric> ByName = All.ToDictionary(m => m.Name, StringComparer.Ordinal);

    internal static ScannedMetric Visitors { get; } = All.OfType<Visitors>().Single();

    internal static ScannedMetric Visits { get; } = All.OfType<Visits>().Single();

    internal static ScannedMetric Pageviews { get; } = All.OfType<Pageviews>().Single();

    /// <summary>The metric of that name, <c>bounce_rate</c>; null where there is none.</summary>
    public static Metric? Find(string name) => ByName.GetValueOrDefault(name);
}
