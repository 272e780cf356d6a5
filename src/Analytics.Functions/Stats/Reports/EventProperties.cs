using System.Text.Json;
using Analytics.Engine.Stats;
using Analytics.Functions.Callers;
using Analytics.Functions.Configuration;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.PropertyKeys;
using Analytics.Store.Stats.Ranges;
using Analytics.Store.Stats.Reads;

namespace Analytics.Functions.Stats.Reports;

/// <summary>The custom properties of events of one name: which there are, and the values of each.</summary>
internal static class EventProperties
{
    private const int MostKeys = 50;
    private const int ValuesOfEach = 10;
    private const string Missing = "(none)";
    private static readonly string[] Figures = ["events", "visitors"];

    public static void MapEventProperties(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v2/sites/{id}/events/{name}/properties", Answer).Needs(Scopes.Stats).Reads([.. SiteReportParameters.OfLists, "property", "compare"]);

    private static Task<IResult> Answer(HttpContext context, string name, OwnSite own, ReportReader reports, StatsReader reader, Settings settings) => Report.AnswerAsync(async () =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        string? property = parameters.Text("property");
        StatsPage page = SiteReportParameters.Page(parameters, property is null ? MostKeys : SiteReportParameters.MostRows);
        Func<StatsRange, StatsComparison?> compared = Comparison(parameters, own.Site, reports.Now);
        Question question = await SiteReportParameters.ReadAsync(parameters, own.Site, reports, context.RequestAborted);
        if (property is { } key && !IsKey(key))
        {
            parameters.Fault("property", "must be the name of a property, of at most 300 characters");
        }

        parameters.Check();
        // A slash may be encoded in an address, and a route leaves it so.
        string named = name.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        question = question.Where("event:name", FilterOperator.Is, named) with { Comparison = compared(question.Range) };
        string? sought = parameters.Text("q");
        return property is null
            ? await AllAsync(context, question, named, page, sought, reports, reader, settings)
            : Written(named, await ValuesAsync(context, question, sought, [(property, page)], reports), writer => { });
    });

    private static async Task<IResult> AllAsync(
        HttpContext context, Question question, string name, StatsPage page, string? sought, ReportReader reports, StatsReader reader, Settings settings)
    {
        var receipt = new ReadReceipt(new ReadBudget { Bytes = settings.QueryBytes });
        IReadOnlyList<PropertyKey> keys = await reader.ReadPropertyKeysAsync(question.Site, question.Range, question.Filter, context.RequestAborted, receipt);
        PropertyKey[] found = [.. keys.Where(key => sought is null || key.Key.Contains(sought, StringComparison.OrdinalIgnoreCase))];
        PropertyKey[] shown = [.. found.Skip(page.Offset).Take(page.Limit)];
        return Written(
            name,
            await ValuesAsync(context, question, sought: null, [.. shown.Select(key => (key.Key, new StatsPage(ValuesOfEach, 0)))], reports),
            writer =>
            {
                writer.WriteNumber("total", found.Length);
                writer.WriteNumber("leftOut", found.Length - shown.Length);
            });
    }

    private static async Task<IReadOnlyList<(string Key, StatsRow All, StatsResult Values)>> ValuesAsync(
        HttpContext context, Question question, string? sought, IReadOnlyList<(string Key, StatsPage Page)> keys, ReportReader reports)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        IReadOnlyList<StatsResult> results = await reports.AskAsync(context, question.Site, [.. keys.SelectMany(key =>
        {
            string dimension = "event:props:" + key.Key;
            Question having = question.Where(dimension, FilterOperator.IsNot, Missing);
            Question asked = sought is null ? having : having.Where(SiteReportParameters.Sought(dimension, sought));
            return (StatsQuery[])[having.Totals(Figures), asked.Top(dimension, key.Page, [.. Figures, "percentage"])];
        })]);
        return [.. keys.Select((key, i) => (key.Key, results[2 * i].Rows[0], results[(2 * i) + 1]))];
    }

    private static JsonAnswer Written(string name, IReadOnlyList<(string Key, StatsRow All, StatsResult Values)> keys, Action<Utf8JsonWriter> writeMore) => new(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteStartArray("properties");
        foreach ((string key, StatsRow all, StatsResult values) in keys)
        {
            writer.WriteStartObject();
            writer.WriteString("property", key);
            WriteFigures(writer, all);
            writer.WriteStartArray("values");
            foreach (StatsRow row in values.Rows)
            {
                writer.WriteStartObject();
                writer.WriteString("value", row.Dimensions[0]);
                WriteFigures(writer, row);
                writer.WriteNumber("percentage", row.Metrics[Figures.Length].Rounded);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteNumber("total", values.TotalRows);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writeMore(writer);
        writer.WriteEndObject();
    });

    private static void WriteFigures(Utf8JsonWriter writer, StatsRow row)
    {
        foreach ((string figure, MetricValue value) in Figures.Zip(row.Metrics))
        {
            writer.WriteNumber(figure, value.Rounded);
        }

        if (row.Compared is { } before)
        {
            writer.WriteStartObject("change");
            foreach ((string figure, (MetricValue value, MetricValue then)) in Figures.Zip(row.Metrics.Zip(before.Metrics)))
            {
                writer.WriteNumber(figure, Change.WholePercent(value, then));
            }

            writer.WriteEndObject();
        }
    }

    private static Func<StatsRange, StatsComparison?> Comparison(ReportParameters parameters, Site site, DateTimeOffset now)
    {
        ComparedRange? compared = parameters.Text("compare") is null ? null
            : parameters.OneOf<ComparedRange>("compare", ("previous_period", new ComparedRange.PreviousPeriod()), ("year_over_year", new ComparedRange.YearOverYear()));
        return range => compared?.For(range, site.Calendar, now, matchDayOfWeek: false) is { } before ? new StatsComparison(compared, before, MatchesDayOfWeek: false) : null;
    }

    private static bool IsKey(string key) => Store.Stats.Dimensions.KnownDimensions.Find("event:props:" + key) is not null;
}
