namespace Analytics.Testing.Oracle;

/// <summary>Whether docs/metrics.md says that a question is refused.</summary>
public static class OracleRules
{
    private static readonly string[] OfVisits = ["bounce_rate", "visit_duration", "views_per_visit"];
    private static readonly string[] OfEvents = ["pageviews", "events", "scroll_depth", "time_on_page", "total_revenue", "average_revenue", "goal_value", "first_seen", "last_seen"];
    private static readonly string[] OfReports = ["scroll_depth", "time_on_page"];
    private static readonly string[] OfGoals = ["conversion_rate", "group_conversion_rate"];

    private static readonly string[] Ends =
        ["visit:entry_page", "visit:exit_page", "visit:entry_page_hostname", "visit:exit_page_hostname"];

    public static bool IsRefused(OracleQuestion asked, RandomWorld world)
    {
        var written = asked.Filters.SelectMany(f => f.All()).ToList();
        if (written.Any(f => f.Dimension == "segment" && (f.Operator != "is" || f.Clauses.Any(id => !world.Segments.Keys.Any(known => $"{known}" == id)))))
        {
            return true;
        }

        OracleQuestion q = asked with { Filters = OracleFilter.Expand(asked.Filters, world.Segments) };
        return MetricsAndDimensions(q, world) || Filters(q, world);
    }

    private static bool MetricsAndDimensions(OracleQuestion q, RandomWorld world)
    {
        var filtered = q.Filters.SelectMany(f => f.Named()).ToList();
        bool asksNumbers = q.Metrics.Any(m => OracleProperty.Parse(m) is not null);
        bool Asks(params string[] metrics) => q.Metrics.Intersect(metrics).Any();
        bool Tops(string dimension) => q.Dimensions.Contains(dimension) || q.Filters.Any(f => f.Dimension == dimension);
        int days = world.Clock.Resolve(q.DateRange, world.Now, world.Clock.DayOf(world.Site.CreatedAt)).Days;
        return (Asks(OfVisits) && q.Dimensions.Any(d => IsOfEvent(d) && d != "event:page"))
            || ((Asks(OfEvents) || asksNumbers) && q.Dimensions.Intersect(Ends).Any())
            || (Asks("views_per_visit") && (filtered.Contains("event:page") || q.Dimensions.Any(d => !d.StartsWith("time", StringComparison.Ordinal))))
            || (Asks(OfReports) && !Tops("event:page"))
            || (Asks(OfGoals) && (!Tops("event:goal") || Deeper(q).Any(IsOfProps)))
            || (Asks("goal_value") && !Tops("event:goal"))
            || (Asks("percentage") && q.Dimensions.Length == 0)
            || (Asks("exit_rate") && (q.Dimensions is not ["visit:exit_page"] || filtered.Any(IsOfEvent)))
            || (q.Time == "time:minute" && days > 2)
            || (q.TimeLabels && q.Time.Length == 0);
    }

    private static bool Filters(OracleQuestion q, RandomWorld world)
    {
        var all = q.Filters.SelectMany(f => f.All()).ToList();
        return Deeper(q).Any(d => d is "event:hostname" or "event:goal")
            || all.Where(f => f.IsBehaviour).SelectMany(f => f.Parts).SelectMany(f => f.All())
                .Any(f => f.IsBehaviour || (f.Dimension.Length > 0 && !IsOfEvent(f.Dimension)))
            || all.Any(f => f.IsOfNumbers && !IsOfProps(f.Dimension))
            || all.Where(f => f.Dimension == "event:goal").Any(f => f.Operator switch
            {
                "is" => f.Clauses.Any(c => !world.Goals.Any(g => (f with { Clauses = [c] }).Selects(g.Name))),
                "contains" => false,
                _ => true,
            });
    }

    private static IEnumerable<string> Deeper(OracleQuestion q) => q.Filters.Where(f => f.Parts.Length > 0).SelectMany(f => f.Named());

    private static bool IsOfEvent(string dimension) => dimension.StartsWith("event:", StringComparison.Ordinal);

    private static bool IsOfProps(string dimension) => dimension.StartsWith("event:props:", StringComparison.Ordinal);
}
