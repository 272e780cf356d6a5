using System.Text.Json;
using Analytics.Store.Stats.Metrics;

namespace Analytics.Functions.Stats.Reports.Plausible;

/// <summary>The metrics of Plausible's Stats API v1: with what they go, and how they are written.</summary>
internal static class PlausibleMetrics
{
    private static readonly string[] Known =
        ["visitors", "visits", "pageviews", "views_per_visit", "bounce_rate", "visit_duration", "events", "conversion_rate", "time_on_page"];

    /// <summary>The metrics that are asked for, each once; default visitors.</summary>
    public static string[] Read(ReportParameters parameters, string? property, IReadOnlyCollection<string> filtered)
    {
        string[] metrics = parameters.Names("metrics") ?? ["visitors"];
        List<string> problems =
        [
            .. metrics.Except(Known).Select(name => $"`{name}` is unknown: take one of {string.Join(", ", Known)}"),
            .. metrics.GroupBy(name => name).Where(same => same.Count() > 1).Select(same => $"`{same.Key}` is asked for more than once: leave the copies out"),
            .. metrics.Intersect(Known).Select(metric => ProblemOf(metric, property, filtered)).OfType<string>(),
        ];
        if (problems.Count > 0)
        {
            parameters.Fault("metrics", string.Join("; ", problems));
            return ["visitors"];
        }

        return metrics;
    }

    private static string? ProblemOf(string metric, string? property, IReadOnlyCollection<string> filtered) => metric switch
    {
        "conversion_rate" => property == "event:goal" || filtered.Contains("event:goal") ? null
            : $"`{metric}` is measured by goal: filter by event:goal, or break down by it",
        "time_on_page" => filtered.FirstOrDefault(name => name is "event:goal" or "event:name") is { } filter ? $"`{metric}` does not go with a filter on `{filter}`: leave one of them out"
            : property is not (null or "event:page") ? $"`{metric}` goes with a breakdown by event:page only"
            : property is null && !filtered.Contains("event:page") ? $"`{metric}` is measured by page: filter by event:page, or break down by it"
            : null,
        "views_per_visit" when property is not null => $"`{metric}` goes with no breakdown",
        "views_per_visit" when filtered.Contains("event:page") => $"`{metric}` does not go with a filter on `event:page`: leave one of them out",
        "visits" or "bounce_rate" or "visit_duration" or "views_per_visit" => OfEventsOnly(property, filtered) is { } name
            ? $"`{metric}` is of visits, and only events have `{name}`: ask for them in two questions"
            : null,
        _ => null,
    };

    private static string? OfEventsOnly(string? property, IReadOnlyCollection<string> filtered) =>
        filtered.Prepend(property).FirstOrDefault(name => name is not null && PlausibleProperties.IsOfEventsOnly(name));

    /// <summary>The number of the whole range. The mean duration of no visits is 0.</summary>
    public static decimal? Of(MetricValue value) => value.Shown;

    /// <summary>The number of a row. The mean duration of no visits is null.</summary>
    public static decimal? OfRow(string metric, MetricValue value) => metric == "visit_duration" && value.Exact is null ? null : value.Shown;

    /// <summary>
    /// How much it has changed, worked out of the two numbers as they are shown: rates in points, all else in whole percent; from nothing
    /// to something 100.
    /// </summary>
    public static decimal? Change(string metric, decimal? now, decimal? before) => (metric, now, before) switch
    {
        (_, null, _) or (_, _, null) => null,
        ("bounce_rate", _, _) => before == 0 ? null : now - before,
        ("conversion_rate", { } to, { } from) => decimal.Round(to - from, 1, MidpointRounding.AwayFromZero),
        (_, { } to, 0) => to > 0 ? 100 : 0,
        (_, { } to, { } from) => decimal.Round(100 * (to - from) / from, 0, MidpointRounding.AwayFromZero),
    };

    public static void Write(Utf8JsonWriter writer, string name, decimal? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value / 1.000m); // without trailing zeros
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
