namespace Analytics.Tool.Costs;

/// <summary>How visitors use a site: what makes requests and events of page views.</summary>
/// <param name="Name">As it is asked for.</param>
/// <param name="Summary">In a line.</param>
/// <param name="PagesAVisit">Page views a visit. A visit loads the script once.</param>
/// <param name="RequestsAPage">Requests to collect for each page view.</param>
/// <param name="EventsAPage">Events stored for each page view.</param>
internal sealed record SiteKind(string Name, string Summary, double PagesAVisit, double RequestsAPage, double EventsAPage)
{
    /// <summary>Custom events, of ten page views one.</summary>
    private const double Custom = 0.1;

    public static IReadOnlyList<SiteKind> All { get; } =
    [
        new("core", "page views alone (core.js)", 2.8, 1, 1),
        new("pages", "pages that load one after another (script.js): each is followed by its engagement beacon", 2.8, 2 + Custom, 2 + Custom),
        new("app", "single-page application (script.js): engagement rides on the next page view, a beacon ends the visit", 5, 1 + (1.0 / 5) + Custom, 2 + Custom),
        new("shop", "pages that load one after another, three custom events in ten page views", 5, 2.3, 2.3),
    ];
}
