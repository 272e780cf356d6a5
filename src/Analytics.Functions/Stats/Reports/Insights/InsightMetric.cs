namespace Analytics.Functions.Stats.Reports.Insights;

/// <summary>A count whose change is explained.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Counted">As sentences call it.</param>
/// <param name="Page">The dimension that stands for its pages: a visit has many pages, but begins on one.</param>
/// <param name="AddsUp">Whether the counts of all values of a dimension are the whole.</param>
internal sealed record InsightMetric(string Name, string Counted, string Page, bool AddsUp = true)
{
    private const string Source = "visit:source", Country = "visit:country_name";

    public static IReadOnlyList<InsightMetric> All { get; } =
    [
        new("pageviews", "page views", "event:page"),
        new("events", "events", "event:page"),
        new("visits", "visits", "visit:entry_page"),
        new("visitors", "visitors", "visit:entry_page", AddsUp: false),
    ];

    /// <summary>What segments are told in beside <see cref="Dimensions"/>, one at a time.</summary>
    public static IReadOnlyList<string> Others { get; } = ["visit:channel", "visit:device"];

    /// <summary>What segments are made of.</summary>
    public IReadOnlyList<string> Dimensions => [Page, Source, Country];

    /// <summary>Each choice of these dimensions.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Groupings => [[Page], [Source], [Country], [Page, Source], [Page, Country], [Source, Country], [Page, Source, Country]];

    public static InsightMetric Read(ReportParameters parameters) => parameters.OneOf("metric", [.. All.Select(metric => (metric.Name, metric))]);
}
