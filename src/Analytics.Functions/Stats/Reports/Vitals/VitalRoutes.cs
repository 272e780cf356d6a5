using System.Text.Json;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Tables;
using Analytics.Store.Accounts;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Metrics;

namespace Analytics.Functions.Stats.Reports.Vitals;

/// <summary>Core Web Vitals: all of a site's, one of them by what it depends on, and its course.</summary>
internal static class VitalRoutes
{
    private const string Site = "/api/v2/sites/{id}/vitals";

    private static readonly string[] Figures = ["count", "p50", "p75", "p95", "good", "needsImprovement", "poor"];
    private const int P75 = 2;

    private static IEnumerable<string> Columns => [.. Figures, "rating"];

    private static readonly (string Word, string Dimension)[] Breakdowns =
    [
        ("page", "event:page"), ("hostname", "event:hostname"), ("device", "visit:device"), ("browser", "visit:browser"), ("os", "visit:os"),
        ("country", "visit:country"), ("region", "visit:region"), ("release", "event:props:release"),
    ];

    public static void MapVitals(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Site, Summary).Needs(Scopes.Stats).Reads(SiteReportParameters.Names).AsTable("vitals");
        routes.MapGet(Site + "/breakdown", Breakdown).Needs(Scopes.Stats).Reads([.. SiteReportParameters.OfLists, "metric", "by"]).AsTable("vitals");
        routes.MapGet(Site + "/timeseries", Series).Needs(Scopes.Stats).Reads([.. SiteReportParameters.Names, "metric", "interval"]).AsTable("vitals-timeseries");
    }

    private static Task<IResult> Summary(HttpContext context, OwnSite own, ReportReader reports) => Report.AnswerAsync(async () =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        Question question = await ReadAsync(parameters, own.Site, reports, context.RequestAborted);
        parameters.Check();
        StatsRow row = (await reports.AskOneAsync(context, question.Site, question.Totals([.. WebVital.All.SelectMany(vital => vital.Metrics)]))).Rows[0];
        (WebVital Vital, MetricValue[] Figures)[] vitals = [.. WebVital.All.Zip(row.Metrics.Chunk(Figures.Length))];
        var table = Table.Of(["name", "unit", .. Columns], vitals, (writer, of) => WriteVital(writer, of.Vital, of.Figures));
        return new TableAnswer(
            new JsonAnswer(writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("vitals");
                foreach (Action<Utf8JsonWriter> write in table.Rows)
                {
                    write(writer);
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }),
            table,
            ReportTable.FileOf(question));
    });

    private static Task<IResult> Breakdown(HttpContext context, OwnSite own, ReportReader reports) => Report.AnswerAsync(async () =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        StatsPage page = SiteReportParameters.Page(parameters);
        WebVital vital = Named(parameters);
        (string word, string dimension) = parameters.OneOf("by", [.. Breakdowns.Select(b => (b.Word, b))]);
        string? sought = parameters.Text("q");
        Question question = await ReadAsync(parameters, own.Site, reports, context.RequestAborted);
        parameters.Check();
        question = sought is null ? question : question.Where(SiteReportParameters.Sought(dimension, sought));
        StatsResult result = await reports.AskOneAsync(context, question.Site, question.Top(dimension, page, vital.Metrics));
        return ReportTable.InPages(context, page, Rows(question, vital, result, word, row => row.Dimensions[0]));
    });

    private static Task<IResult> Series(HttpContext context, OwnSite own, ReportReader reports) => Report.AnswerAsync(async () =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        WebVital vital = Named(parameters);
        string time = parameters.OneOf("interval", ("day", "time:day"), ("hour", "time:hour"), ("week", "time:week"), ("month", "time:month"));
        Question question = await ReadAsync(parameters, own.Site, reports, context.RequestAborted);
        parameters.Check();
        StatsResult result = await reports.AskOneAsync(context, question.Site, question.Series(time, vital.Metrics));
        return Rows(question, vital, result, "timestamp", row => TimeLabel.WithOffset(question.Site, row.Dimensions[0]));
    });

    private static WebVital Named(ReportParameters parameters) => parameters.OneOf("metric", [.. WebVital.All.Select(vital => (vital.Name, vital))]);

    private static async Task<Question> ReadAsync(ReportParameters parameters, Site site, ReportReader reports, CancellationToken cancellation) =>
        (await SiteReportParameters.ReadAsync(parameters, site, reports, cancellation)).Where("event:name", FilterOperator.Is, WebVital.EventName);

    private static TableAnswer Rows(Question question, WebVital vital, StatsResult result, string column, Func<StatsRow, string> name)
    {
        var table = Table.Of([column, .. Columns], result.Rows, (writer, row) =>
        {
            writer.WriteString(column, name(row));
            WriteFigures(writer, vital, row.Metrics);
        });
        var json = new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("metric", vital.Name);
            writer.WriteString("unit", vital.Unit);
            writer.WriteStartArray("rows");
            foreach (Action<Utf8JsonWriter> write in table.Rows)
            {
                write(writer);
            }

            writer.WriteEndArray();
            writer.WriteNumber("total", result.TotalRows);
            writer.WriteEndObject();
        });
        return new TableAnswer(json, table, ReportTable.FileOf(question)) { Total = result.TotalRows };
    }

    private static void WriteVital(Utf8JsonWriter writer, WebVital vital, IReadOnlyList<MetricValue> figures)
    {
        writer.WriteString("name", vital.Name);
        writer.WriteString("unit", vital.Unit);
        WriteFigures(writer, vital, figures);
    }

    private static void WriteFigures(Utf8JsonWriter writer, WebVital vital, IReadOnlyList<MetricValue> figures)
    {
        foreach ((string name, MetricValue value) in Figures.Zip(figures))
        {
            StatsResultJson.WriteNumber(writer, name, value.Shown);
        }

        writer.WriteString("rating", vital.Rate(figures[P75].Shown));
    }
}
