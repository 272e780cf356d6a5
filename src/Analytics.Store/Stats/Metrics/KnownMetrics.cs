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
    ];

    private static readonly Dictionary<string, Metric> ByName = All.ToDictionary(m => m.Name, StringComparer.Ordinal);

    /// <summary>The metric of that name, <c>bounce_rate</c>; null where there is none.</summary>
    public static Metric? Find(string name) => ByName.GetValueOrDefault(name);
}
