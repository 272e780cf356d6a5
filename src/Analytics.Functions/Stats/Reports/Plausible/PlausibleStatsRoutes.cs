using System.Text.Json;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Metrics;

namespace Analytics.Functions.Stats.Reports.Plausible;

/// <summary>Plausible's Stats API v1: one row, a course, a list. The numbers are those of the Stats API v2.</summary>
internal static class PlausibleStatsRoutes
{
    private const string Root = "/api/v1/stats/";

    public static void MapPlausibleStats(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Root + "aggregate", Aggregate).Needs(Scopes.Stats).RefusesAs(RefusalForm.ErrorText).Reads([.. PlausibleStats.Parameters, "compare"]);
        routes.MapGet(Root + "timeseries", Timeseries).Needs(Scopes.Stats).RefusesAs(RefusalForm.ErrorText).Reads([.. PlausibleStats.Parameters, "interval"]);
        routes.MapGet(Root + "breakdown", Breakdown).Needs(Scopes.Stats).RefusesAs(RefusalForm.ErrorText).Reads([.. PlausibleStats.Parameters, "property", "limit", "page"]);
    }

    private static Task<IResult> Aggregate(HttpContext context, SiteDirectory sites, ReportReader reports) => OfSiteAsync(context, sites, async site =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        PlausibleStats asked = await PlausibleStats.ReadAsync(parameters, site, reports, null, context.RequestAborted);
        bool compares = parameters.Text("compare") is not null && parameters.OneOf("compare", ("previous_period", true));
        asked = compares ? asked.Compared(parameters, reports.Now) : asked;
        parameters.Check();
        StatsRow row = (await reports.AskOneAsync(context, site, asked.Totals())).Rows[0];
        return Results(writer =>
        {
            writer.WriteStartObject("results");
            foreach (((string metric, MetricValue value), int i) in asked.NumbersOf(row, isBreakdown: false).Select((number, i) => (number, i)))
            {
                writer.WriteStartObject(metric);
                PlausibleMetrics.Write(writer, "value", PlausibleMetrics.Of(value));
                if (row.Compared is { } before)
                {
                    decimal? then = PlausibleMetrics.Of(before.Metrics[i]);
                    PlausibleMetrics.Write(writer, "comparison_value", then);
                    PlausibleMetrics.Write(writer, "change", PlausibleMetrics.Change(metric, PlausibleMetrics.Of(value), then));
                }

                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        });
    });

    private static Task<IResult> Timeseries(HttpContext context, SiteDirectory sites, ReportReader reports) => OfSiteAsync(context, sites, async site =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        PlausibleStats asked = await PlausibleStats.ReadAsync(parameters, site, reports, null, context.RequestAborted);
        string? interval = parameters.Text("interval") is null ? null : parameters.OneOf("interval", ("day", "time:day"), ("month", "time:month"), ("date", "time:day"));
        parameters.Check();
        StatsResult result = await reports.AskOneAsync(context, site, asked.Series(interval ?? asked.Period.Time));
        var rows = result.Rows.ToDictionary(row => row.Dimensions[0], StringComparer.Ordinal);
        return Results(writer =>
        {
            writer.WriteStartArray("results");
            foreach (string label in result.TimeLabels!)
            {
                writer.WriteStartObject();
                writer.WriteString("date", label);
                WriteBucket(writer, asked, rows.GetValueOrDefault(label));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    });

    private static Task<IResult> Breakdown(HttpContext context, SiteDirectory sites, ReportReader reports) => OfSiteAsync(context, sites, async site =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        string property = PropertyOf(parameters);
        PlausibleStats asked = await PlausibleStats.ReadAsync(parameters, site, reports, property, context.RequestAborted);
        if (asked.Metrics.Contains(PlausibleProperties.KeyOf(property)))
        {
            parameters.Fault("property", "has the name of a metric that is asked for, and a row cannot have both: rename the property, or ask by POST /api/v2/query");
        }

        int limit = parameters.Whole("limit", 100, 1, 1_000), page = parameters.Whole("page", 1, 1, 1_000_000);
        parameters.Check();
        StatsResult result = await reports.AskOneAsync(context, site, asked.Breakdown(property, new StatsPage(limit, (page - 1) * limit)));
        return Results(writer =>
        {
            writer.WriteStartArray("results");
            foreach (StatsRow row in result.Rows)
            {
                writer.WriteStartObject();
                writer.WriteString(PlausibleProperties.KeyOf(property), row.Dimensions[0]);
                if (PlausibleProperties.Beside(property) is { } beside)
                {
                    writer.WriteString(PlausibleProperties.KeyOf(beside), row.Dimensions[1]);
                }

                foreach ((string metric, MetricValue value) in asked.NumbersOf(row, isBreakdown: true))
                {
                    PlausibleMetrics.Write(writer, metric, PlausibleMetrics.OfRow(metric, value));
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    });

    // A bucket in which nothing happened has the numbers of nothing.
    private static void WriteBucket(Utf8JsonWriter writer, PlausibleStats asked, StatsRow? row)
    {
        if (row is null)
        {
            foreach (string metric in asked.Metrics)
            {
                PlausibleMetrics.Write(writer, metric, metric is "visit_duration" or "time_on_page" ? null : 0);
            }

            return;
        }

        foreach ((string metric, MetricValue value) in asked.NumbersOf(row, isBreakdown: false))
        {
            PlausibleMetrics.Write(writer, metric, PlausibleMetrics.OfRow(metric, value));
        }
    }

    private static string PropertyOf(ReportParameters parameters)
    {
        string? property = parameters.Text("property");
        if (property is not (null or "event:hostname") && PlausibleProperties.IsKnown(property))
        {
            return property;
        }

        parameters.Fault("property", property switch
        {
            null => "is required: " + PlausibleProperties.Names,
            "event:hostname" => "`event:hostname` is for filters only: take another property",
            _ => $"`{property}` is unknown: take one of {PlausibleProperties.Names}",
        });
        return "visit:source";
    }

    private static Task<IResult> OfSiteAsync(HttpContext context, SiteDirectory sites, Func<Site, Task<IResult>> answer) => Report.AnswerAsync(async () =>
        (await context.FindSiteInQueryAsync(sites)).TryGet(out Site? site, out Problem? problem) ? await answer(site) : problem);

    private static JsonAnswer Results(Action<Utf8JsonWriter> writeMembers) => new(writer =>
    {
        writer.WriteStartObject();
        writeMembers(writer);
        writer.WriteEndObject();
    });
}
