using System.Globalization;
using System.Text.Json;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Tables;
using Analytics.Store.Accounts;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Functions.Stats.Reports.QueryService;

/// <summary>The read routes of a query service whose clients send the site with their key: figures with their change, a series, a breakdown, who is there.</summary>
internal static class QueryServiceRoutes
{
    private static readonly (string Name, string Metric)[] Metrics =
        [("pageviews", "pageviews"), ("visitors", "visitors"), ("sessions", "visits"), ("bounce_rate", "bounce_rate"), ("avg_duration", "visit_duration")];

    private static readonly (string Name, string Metric)[] Counts = Metrics[..3];

    private static readonly (string Name, string Dimension)[] Dimensions =
    [
        ("page", "event:page"), ("referrer", "visit:referrer"), ("device", "visit:device"), ("browser", "visit:browser"), ("os", "visit:os"), ("country", "visit:country"),
        ("utm_source", "visit:utm_source"), ("utm_medium", "visit:utm_medium"), ("utm_campaign", "visit:utm_campaign"),
    ];

    private static readonly string[] Common = ["site", "start", "end", "filters", "explain"];

    public static void MapQueryService(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/realtime", Realtime).Needs(Scopes.Stats).Reads("site", "explain").RefusesAs(RefusalForm.ErrorText);
        routes.MapGet("/metrics", Figures).Needs(Scopes.Stats).Reads([.. Common, "metrics"]).RefusesAs(RefusalForm.ErrorText).AsTable("metrics");
        routes.MapGet("/timeseries", Series).Needs(Scopes.Stats).Reads([.. Common, "metric", "interval"]).RefusesAs(RefusalForm.ErrorText).AsTable("timeseries");
        routes.MapGet("/breakdown", Breakdown).Needs(Scopes.Stats).Reads([.. Common, "metric", "dimension", "limit"]).RefusesAs(RefusalForm.ErrorText).AsTable("breakdown");
    }

    private static Task<IResult> Realtime(HttpContext context, ReportReader reports, SiteDirectory sites, SiteBook book) => OnlySite.AnswerAsync(context, sites, book, async (parameters, site) =>
    {
        parameters.Check();
        StatsRange range = NamedRange.Find("realtime", site.Calendar, reports.Now, site.Calendar.DayOf(reports.Now))!;
        StatsRow now = (await reports.AskOneAsync(context, site, new Question(site, range, Filter.Everything).Totals("visitors", "pageviews"))).Rows[0];
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("activeUsers", now.Metrics[0].Rounded);
            writer.WriteNumber("pageviewsLast5Min", now.Metrics[1].Rounded);
            writer.WriteEndObject();
        });
    });

    private static Task<IResult> Figures(HttpContext context, ReportReader reports, SiteDirectory sites, SiteBook book) => OnlySite.AnswerAsync(context, sites, book, async (parameters, site) =>
    {
        string[] names = parameters.Names("metrics") ?? [.. Counts.Select(c => c.Name)];
        string[] unknown = [.. names.Where(name => !Metrics.Any(m => m.Name == name)).Distinct()];
        if (unknown.Length > 0 || names.Distinct().Count() < names.Length)
        {
            parameters.Fault("metrics", $"must be some of {string.Join(", ", Metrics.Select(m => m.Name))}, each once");
        }

        Question question = await AskedAsync(context, parameters, site, reports);
        parameters.Check();
        question = question.WithPreviousPeriod(reports.Now);
        StatsRow now = (await reports.AskOneAsync(context, site, question.Totals([.. names.Select(name => Metrics.First(m => m.Name == name).Metric)]))).Rows[0];
        (string Name, MetricValue Now, MetricValue Before)[] figures = [.. names.Zip(now.Metrics, now.Compared!.Metrics)];
        JsonAnswer json = Ranged(question, writer =>
        {
            writer.WriteStartObject("metrics");
            foreach ((string name, MetricValue value, MetricValue before) in figures)
            {
                writer.WriteStartObject(name);
                WriteFigure(writer, value, before);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        });
        return new TableAnswer(json, Table.Of(["metric", "value", "change"], figures, (writer, figure) =>
        {
            writer.WriteString("metric", figure.Name);
            WriteFigure(writer, figure.Now, figure.Before);
        }), ReportTable.FileOf(question));
    });

    private static void WriteFigure(Utf8JsonWriter writer, MetricValue now, MetricValue before)
    {
        writer.WriteNumber("value", now.Rounded);
        writer.WriteNumber("change", Percent(Change.Percent(now, before, fromNothing: 0)));
    }

    private static Task<IResult> Series(HttpContext context, ReportReader reports, SiteDirectory sites, SiteBook book) => OnlySite.AnswerAsync(context, sites, book, async (parameters, site) =>
    {
        string metric = parameters.OneOf("metric", [.. Counts]);
        string time = parameters.OneOf("interval", ("day", "time:day"), ("hour", "time:hour"), ("week", "time:week"), ("month", "time:month"));
        Question question = await AskedAsync(context, parameters, site, reports);
        parameters.Check();
        StatsResult result = await reports.AskOneAsync(context, site, question.Series(time, metric));
        return Rows(question, result, ["date", "value"], _ => { }, (writer, row) =>
        {
            writer.WriteString("date", row.Dimensions[0]);
            writer.WriteNumber("value", row.Metrics[0].Rounded);
        });
    });

    private static Task<IResult> Breakdown(HttpContext context, ReportReader reports, SiteDirectory sites, SiteBook book) => OnlySite.AnswerAsync(context, sites, book, async (parameters, site) =>
    {
        string metric = parameters.OneOf("metric", [.. Counts]);
        int limit = parameters.Whole("limit", 10, 1, 1_000);
        string? asked = parameters.Text("dimension");
        string name = Dimensions.FirstOrDefault(d => d.Name == asked).Dimension ?? asked ?? "";
        if (KnownDimensions.Find(name) is not PropertyDimension dimension)
        {
            parameters.Fault("dimension", $"is required: one of {string.Join(", ", Dimensions.Select(d => d.Name))}, or a dimension of the Stats API such as visit:source");
            dimension = (PropertyDimension)KnownDimensions.Find("event:page")!;
        }

        Question question = (await AskedAsync(context, parameters, site, reports)).Where(dimension.Name, FilterOperator.IsNot, dimension.Missing);
        parameters.Check();
        StatsResult result = await reports.AskOneAsync(context, site, question.Top(dimension.Name, new StatsPage(limit, 0), metric));
        decimal all = result.Rows.Sum(row => row.Metrics[0].Rounded);
        return Rows(question, result, ["dimension", "value", "percentage"], writer => writer.WriteString("dimension", asked), (writer, row) =>
        {
            writer.WriteString("dimension", row.Dimensions[0]);
            writer.WriteNumber("value", row.Metrics[0].Rounded);
            writer.WriteNumber("percentage", Percent(all == 0 ? 0 : 100 * row.Metrics[0].Rounded / all));
        });
    });

    // From start until, and without, end.
    private static async Task<Question> AskedAsync(HttpContext context, ReportParameters parameters, Site site, ReportReader reports)
    {
        DateTimeOffset end = parameters.Instant("end") ?? reports.Now;
        DateTimeOffset start = parameters.Instant("start") ?? end.AddDays(-30);
        StatsRange? range = StatsRange.OfInstants(site.Calendar, start, end);
        if (range is null)
        {
            parameters.Fault("start", $"must be before end, by at most {StatsRange.MaxDays} days");
        }

        return new Question(site, range ?? NamedRange.Find("day", site.Calendar, reports.Now, site.Calendar.DayOf(reports.Now))!, Filter.Everything)
            .Where(await parameters.FiltersAsync(() => reports.TermsAsync(site, context.RequestAborted)));
    }

    private static JsonAnswer Ranged(Question question, Action<Utf8JsonWriter> writeMembers) => new(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("timeRange");
        writer.WriteString("start", ReportInstant.Write(question.Range.From));
        writer.WriteString("end", ReportInstant.Write(question.Range.Before));
        writer.WriteEndObject();
        writeMembers(writer);
        writer.WriteEndObject();
    });

    private static TableAnswer Rows(Question question, StatsResult result, string[] columns, Action<Utf8JsonWriter> writeMore, Action<Utf8JsonWriter, StatsRow> writeRow) => new(
        Ranged(question, writer =>
        {
            writeMore(writer);
            writer.WriteStartArray("data");
            foreach (StatsRow row in result.Rows)
            {
                writer.WriteStartObject();
                writeRow(writer, row);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }),
        Table.Of(columns, result.Rows, writeRow),
        ReportTable.FileOf(question))
    {
        Total = result.TotalRows,
    };

    private static double Percent(decimal percent) => double.Parse(percent.ToString("F10", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
