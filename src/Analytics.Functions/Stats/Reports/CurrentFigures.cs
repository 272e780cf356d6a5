using System.Globalization;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Functions.Stats.Reports;

/// <summary>The figures of the hour that is under way, as LittleStats' clients read them.</summary>
internal static class CurrentFigures
{
    private static readonly (string Metric, string Name)[] Figures = [("pageviews", "views"), ("visits", "visits"), ("visitors", "visitors"), ("bounce_rate", "bounceRate")];

    public static void MapCurrentFigures(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v2/stats/{id}", Answer).Needs(Scopes.Stats).Reads("type", "explain");
        routes.MapGet("/api/v2/health/{id}", Health).Needs(Scopes.Stats).Reads("explain");
    }

    private static Task<IResult> Answer(HttpContext context, OwnSite own, ReportReader reports) => Report.AnswerAsync(async () =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        _ = parameters.OneOf("type", ("realtime", 0), ("current", 0));
        parameters.Check();
        Site site = own.Site;
        DateTimeOffset now = reports.Now;
        StatsRange there = NamedRange.Find("realtime", site.Calendar, now, site.Calendar.DayOf(now))!;
        StatsRange hour = StatsRange.OfInstants(site.Calendar, DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds() / 3600 * 3600), there.Before)!;
        IReadOnlyList<StatsResult> results = await reports.AskAsync(
            context,
            site,
            new Question(site, there, Filter.Everything).Totals("visitors"),
            new Question(site, hour, Filter.Everything).Totals([.. Figures.Select(f => f.Metric)]),
            new Question(site, hour, Filter.Everything).Top("event:page", new StatsPage(10, 0), "pageviews"));
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("siteId", site.Id.Value);
            writer.WriteNumber("timestamp", now.ToUnixTimeMilliseconds());
            writer.WriteNumber("activeVisitors", results[0].Rows[0].Metrics[0].Rounded);
            writer.WriteStartObject("currentHour");
            foreach (((_, string name), MetricValue value) in Figures.Zip(results[1].Rows[0].Metrics))
            {
                writer.WriteNumber(name, value.Rounded);
            }

            writer.WriteEndObject();
            writer.WriteStartArray("topPages");
            foreach (StatsRow row in results[2].Rows)
            {
                writer.WriteStartObject();
                writer.WriteString("path", row.Dimensions[0]);
                writer.WriteNumber("count", row.Metrics[0].Rounded);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    });

    // That it answers at all says that the site's events can be read.
    private static Task<IResult> Health(HttpContext context, OwnSite own, ReportReader reports) => Report.AnswerAsync(async () =>
    {
        new ReportParameters(context.Request.Query).Check();
        DateTimeOffset now = reports.Now;
        StatsRange lately = NamedRange.Find("30m", own.Site.Calendar, now, own.Site.Calendar.DayOf(now))!; // as long as a visit may be silent
        StatsResult visits = await reports.AskOneAsync(context, own.Site, new Question(own.Site, lately, Filter.Everything).Totals("visits"));
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("status", "healthy");
            writer.WriteNumber("sessions", visits.Rows[0].Metrics[0].Rounded);
            writer.WriteString("hour", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH':00:00'", CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        });
    });
}
