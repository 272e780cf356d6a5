using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Filters;

namespace Analytics.Functions.Exports;

/// <summary>The tables that Plausible imports (https://plausible.io/docs/csv-import), each made of questions that anybody may ask.</summary>
internal static class PlausibleTables
{
    private static readonly (string, string) Visitors = ("visitors", "visitors"), Visits = ("visits", "visits"), Duration = ("visit_duration", "visit_duration"),
        Bounces = ("bounces", "bounce_rate"), Pageviews = ("pageviews", "pageviews");

    // Plausible keeps one property of these events, and of no others.
    private static readonly string[] WithUrl = ["Outbound Link: Click", "File Download", "Cloaked Link: Click"];
    private static readonly string[] WithPath = ["404"];

    /// <summary>The days themselves; <see cref="All"/> leaves them out, because a day that it does not have is in no other table either.</summary>
    public static PlausibleTable Days { get; } = PlausibleTable.Of("imported_visitors", Filter.Everything, Visitors, Pageviews, Bounces, Visits, Duration);

    /// <summary>All others.</summary>
    public static IReadOnlyList<PlausibleTable> All { get; } =
    [
        PlausibleTable.Of("imported_sources", Filter.Everything,
            ("source", "visit:source"), ("referrer", "visit:referrer"), ("utm_source", "visit:utm_source"), ("utm_medium", "visit:utm_medium"), ("utm_campaign", "visit:utm_campaign"),
            ("utm_content", "visit:utm_content"), ("utm_term", "visit:utm_term"), Pageviews, Visitors, Visits, Duration, Bounces),
        new("imported_pages", ["hostname", "page", "visits", "visitors", "pageviews"], Pages),
        PlausibleTable.Of("imported_entry_pages", Filter.Everything, ("entry_page", "visit:entry_page"), Visitors, ("entrances", "visits"), Duration, Bounces),
        PlausibleTable.Of("imported_exit_pages", Filter.Everything, ("exit_page", "visit:exit_page"), Visitors, Duration, ("exits", "visits"), Bounces),
        new("imported_custom_events", ["name", "link_url", "path", "visitors", "events"], CustomEvents),
        PlausibleTable.Of("imported_locations", Filter.Everything, ("country", "visit:country"), ("region", "visit:region"), Visitors, Visits, Duration, Bounces, Pageviews),
        PlausibleTable.Of("imported_devices", Filter.Everything, ("device", "visit:device"), Visitors, Visits, Duration, Bounces, Pageviews),
        PlausibleTable.Of("imported_browsers", Filter.Everything, ("browser", "visit:browser"), ("browser_version", "visit:browser_version"), Visitors, Visits, Duration, Bounces, Pageviews),
        PlausibleTable.Of("imported_operating_systems", Filter.Everything,
            ("operating_system", "visit:os"), ("operating_system_version", "visit:os_version"), Visitors, Visits, Duration, Bounces, Pageviews),
    ];

    /// <summary>
    /// What Plausible's tables have and these do not: single pages and events are counted by visit or by event, not by both; and cities are
    /// known by their names, where Plausible reads numbers of GeoNames.
    /// </summary>
    public static IReadOnlyList<string> LeftOut { get; } = ["imported_entry_pages.pageviews", "imported_exit_pages.pageviews", "imported_locations.city", "revenue", "properties"];

    // Visits have no host name of their own: each is asked about by itself.
    private static async IAsyncEnumerable<string> Pages(PlausibleQuestions questions, LocalDay day)
    {
        const string host = "event:hostname", page = "event:page";
        Filter views = Filter.Where("event:name", FilterOperator.Is, EventName.Pageview);
        List<string> hosts = [];
        await foreach (StatsRow row in questions.AskAsync(day, [host], ["visitors"], views))
        {
            hosts.Add(row.Dimensions[0]);
        }

        foreach (string hostname in hosts)
        {
            Filter there = new Filter.And([.. views.Parts, Filter.Where(host, FilterOperator.Is, hostname)]);
            await foreach (StatsRow row in questions.AskAsync(day, [page], ["visits", "visitors", "pageviews"], there))
            {
                yield return $"{PlausibleTable.Text(hostname)},{PlausibleTable.Cells(row, [page], ["visits", "visitors", "pageviews"], [page, "visits", "visitors", "pageviews"])}";
            }
        }
    }

    private static async IAsyncEnumerable<string> CustomEvents(PlausibleQuestions questions, LocalDay day)
    {
        const string name = "event:name", none = "\"\"";
        string[] metrics = ["visitors", "events"];
        foreach ((FilterOperator op, string[] names, string? property, bool isUrl) in ((FilterOperator, string[], string?, bool)[])
        [
            (FilterOperator.IsNot, [EventName.Pageview, EventName.Engagement, .. WithUrl, .. WithPath], null, false),
            (FilterOperator.Is, WithUrl, "event:props:url", true),
            (FilterOperator.Is, WithPath, "event:props:path", false),
        ])
        {
            string[] dimensions = property is null ? [name] : [name, property];
            string[] columns = [name, isUrl ? property! : none, isUrl || property is null ? none : property, .. metrics];
            await foreach (string cells in PlausibleTable.Ask(questions, day, dimensions, metrics, Filter.Where(name, op, names), columns))
            {
                yield return cells;
            }
        }
    }
}
