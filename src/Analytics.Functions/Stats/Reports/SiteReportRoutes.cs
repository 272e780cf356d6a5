using System.Text.Json;
using Analytics.Engine.Stats;
using Analytics.Functions.Callers;
using Analytics.Functions.Configuration;
using Analytics.Functions.Http;
using Analytics.Functions.Tables;
using Analytics.Store.Accounts;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Metrics;

namespace Analytics.Functions.Stats.Reports;

/// <summary>A site's reports by name, for those who know no query language: its figures, their course, and the lists of <see cref="SiteReports"/>.</summary>
internal static class SiteReportRoutes
{
    private const string Site = "/api/v2/sites/{id}/";

    // The order in which they are asked for; the names under which clients read them.
    private static readonly (string Metric, string Name)[] Figures =
        [("pageviews", "views"), ("visits", "visits"), ("visitors", "visitors"), ("bounce_rate", "bounceRate"), ("visit_duration", "avgDuration")];

    public static void MapSiteReports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Site + "stats", Summary).Needs(Scopes.Stats).Reads(SiteReportParameters.Names).AsTable("stats");
        routes.MapGet(Site + "timeseries", Series).Needs(Scopes.Stats).Reads([.. SiteReportParameters.Names, "interval", "granularity"]).AsTable("timeseries");
        routes.MapGet(Site + "events", Events).Needs(Scopes.Stats).Reads([.. SiteReportParameters.OfLists, "view", .. EventLog.Names]).AsTable("events");
        routes.MapGet(Site + "custom-events", EventNames).Needs(Scopes.Stats).Reads(SiteReportParameters.OfLists).AsTable("events");
        foreach (SiteList list in SiteReports.Lists)
        {
            routes.MapGet(Site + list.Address, (HttpContext context, OwnSite own, ReportReader reports) => List(context, own, reports, list))
                .Needs(Scopes.Stats).Reads(SiteReportParameters.OfLists).AsTable(list.Address);
        }
    }

    private static Task<IResult> Summary(HttpContext context, OwnSite own, ReportReader reports) => Report.AnswerAsync(async () =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        Question question = await SiteReportParameters.ReadAsync(parameters, own.Site, reports, context.RequestAborted);
        parameters.Check();
        question = question.WithPreviousPeriod(reports.Now);
        StatsRow now = (await reports.AskOneAsync(context, question.Site, question.Totals([.. Figures.Select(f => f.Metric)]))).Rows[0];
        var json = new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("siteId", question.Site.Id.Value);
            writer.WriteStartObject("period");
            writer.WriteString("start", question.Range.FirstDay.ToString());
            writer.WriteString("end", question.Range.LastDay.ToString());
            writer.WriteEndObject();
            foreach (((_, string name), MetricValue value) in Figures.Zip(now.Metrics))
            {
                writer.WriteNumber(name, value.Rounded);
            }

            writer.WriteStartObject("change");
            foreach (((_, string name), (MetricValue value, MetricValue before)) in Figures.Zip(now.Metrics.Zip(now.Compared!.Metrics)))
            {
                writer.WriteNumber(name, Change.WholePercent(value, before));
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        });
        string[] columns = ["start", "end", .. Figures.Select(f => f.Name), .. Figures.Select(f => $"change:{f.Name}")];
        return new TableAnswer(json, Table.Of(columns, [now], (writer, row) => WriteFigures(writer, question, row)), ReportTable.FileOf(question));
    });

    private static void WriteFigures(Utf8JsonWriter writer, Question question, StatsRow row)
    {
        writer.WriteString("start", question.Range.FirstDay.ToString());
        writer.WriteString("end", question.Range.LastDay.ToString());
        WriteNumbers(writer, row, [.. Figures.Select(f => f.Name)]);
        foreach (((_, string name), (MetricValue value, MetricValue before)) in Figures.Zip(row.Metrics.Zip(row.Compared!.Metrics)))
        {
            writer.WriteNumber($"change:{name}", Change.WholePercent(value, before));
        }
    }

    private static Task<IResult> Series(HttpContext context, OwnSite own, ReportReader reports) => Report.AnswerAsync(async () =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        (string name, _) = parameters.FirstOf("interval", "granularity");
        string time = parameters.OneOf(name, ("day", "time:day"), ("hour", "time:hour"), ("week", "time:week"), ("month", "time:month"), ("minute", "time:minute"));
        Question question = await SiteReportParameters.ReadAsync(parameters, own.Site, reports, context.RequestAborted);
        parameters.Check();
        StatsResult result = await reports.AskOneAsync(context, question.Site, question.Series(time, "pageviews", "visits", "visitors"));
        return ReportTable.Listed(question, "data", result, ["timestamp", "views", "visits", "visitors"], (writer, row) =>
        {
            writer.WriteString("timestamp", TimeLabel.WithOffset(question.Site, row.Dimensions[0]));
            WriteNumbers(writer, row, "views", "visits", "visitors");
        });
    });

    private static Task<IResult> List(HttpContext context, OwnSite own, ReportReader reports, SiteList list) => Report.AnswerAsync(async () =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        StatsPage page = SiteReportParameters.Page(parameters);
        string? sought = parameters.Text("q");
        Question question = await SiteReportParameters.ReadAsync(parameters, own.Site, reports, context.RequestAborted);
        parameters.Check();
        var dimension = (PropertyDimension)KnownDimensions.Find(list.Dimension)!;
        question = list.HasDirect ? question : question.Where(list.Dimension, FilterOperator.IsNot, PropertyDimension.DirectOrNone);
        question = sought is null ? question : question.Where(SiteReportParameters.Sought(list.Dimension, sought));
        (string Metric, string Name)[] figures = [.. Figures.Take(3).Where(f => Has(dimension, f.Metric))];
        StatsResult result = await reports.AskOneAsync(context, question.Site, question.Top(list.Dimensions, page, [.. figures.Select(f => f.Metric)]));
        string[] names = [.. figures.Select(f => f.Name)];
        string[] columns = [.. dimension.Name == "visit:country" ? (string[])["country", "code"] : [list.Row], .. list.With is { } with ? (string[])[with] : [], .. names];
        return ReportTable.InPages(context, page, ReportTable.Listed(question, list.Name, result, columns, (writer, row) =>
        {
            WriteName(writer, list, dimension, row);
            WriteNumbers(writer, row, names);
        }));
    });

    private static Task<IResult> Events(HttpContext context, OwnSite own, ReportReader reports, VisitReader visits, Settings settings) => Report.AnswerAsync(() =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        return EventLog.IsAsked(parameters)
            ? EventLog.AnswerAsync(context, parameters, own.Site, reports, visits, settings)
            : NamesAsync(context, parameters, own, reports);
    });

    private static Task<IResult> EventNames(HttpContext context, OwnSite own, ReportReader reports) =>
        Report.AnswerAsync(() => NamesAsync(context, new ReportParameters(context.Request.Query), own, reports));

    private static async Task<IResult> NamesAsync(HttpContext context, ReportParameters parameters, OwnSite own, ReportReader reports)
    {
        StatsPage page = SiteReportParameters.Page(parameters);
        string? sought = parameters.Text("q");
        Question question = await SiteReportParameters.ReadAsync(parameters, own.Site, reports, context.RequestAborted);
        parameters.Check();
        question = question.Where("event:name", FilterOperator.IsNot, "pageview", "engagement");
        question = sought is null ? question : question.Where(SiteReportParameters.Sought("event:name", sought));
        StatsResult result = await reports.AskOneAsync(context, question.Site, question.Top("event:name", page, "events", "visitors"));
        return ReportTable.InPages(context, page, ReportTable.Listed(question, "events", result, ["name", "count", "visitors"], (writer, row) =>
        {
            writer.WriteString("name", row.Dimensions[0]);
            WriteNumbers(writer, row, "count", "visitors");
        }));
    }

    // Views are of events and visits of visits: what has only one of them is not given the other.
    private static bool Has(PropertyDimension dimension, string metric) => metric switch
    {
        "pageviews" => dimension.Name is not ("visit:entry_page" or "visit:exit_page"),
        "visits" => dimension.Name is not "event:hostname",
        _ => true,
    };

    // LittleStats' clients know what is not known as null, and a country as XX.
    private static void WriteName(Utf8JsonWriter writer, SiteList list, PropertyDimension dimension, StatsRow row)
    {
        string shown = row.Dimensions[0];
        if (dimension.Name == "visit:country")
        {
            string code = shown == dimension.Missing ? "XX" : shown;
            writer.WriteString("country", code);
            writer.WriteString("code", code);
        }
        else if (shown == dimension.Missing && dimension.Missing == PropertyDimension.NotSet)
        {
            writer.WriteNull(list.Row);
        }
        else
        {
            writer.WriteString(list.Row, shown);
        }

        if (list.With is { } with)
        {
            writer.WriteString(with, row.Dimensions[1]);
        }
    }

    private static void WriteNumbers(Utf8JsonWriter writer, StatsRow row, params IReadOnlyList<string> names)
    {
        foreach ((string name, MetricValue value) in names.Zip(row.Metrics))
        {
            writer.WriteNumber(name, value.Rounded);
        }
    }
}
