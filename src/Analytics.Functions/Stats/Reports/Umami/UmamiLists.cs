using System.Text.Json;
using Analytics.Functions.Callers;
using Analytics.Store.Inputs;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Metrics;

namespace Analytics.Functions.Stats.Reports.Umami;

/// <summary>A website's lists: what its visitors have, where they came from, what they saw.</summary>
internal static class UmamiLists
{
    private static readonly (string Type, string Dimension)[] Types =
        [.. UmamiFilters.Dimensions, ("entry", "visit:entry_page"), ("exit", "visit:exit_page"), ("channel", "visit:channel"), ("screen", "visit:screen")];

    // Umami's word where it means the same; else ours.
    private static readonly Dictionary<string, string> Channels = new()
    {
        ["Direct"] = "direct",
        ["Referral"] = "referral",
        ["Affiliates"] = "affiliate",
        ["Email"] = "email",
        ["SMS"] = "sms",
        ["Organic Search"] = "organicSearch",
        ["Organic Social"] = "organicSocial",
        ["Organic Shopping"] = "organicShopping",
        ["Organic Video"] = "organicVideo",
        ["Paid Other"] = "paidAds",
        ["Paid Search"] = "paidSearch",
        ["Paid Social"] = "paidSocial",
        ["Paid Shopping"] = "paidShopping",
        ["Paid Video"] = "paidVideo",
    };

    /// <summary>The parameters of a list.</summary>
    public static string[] Names { get; } = [.. UmamiQuestion.Names, "type", "limit", "offset", "search"];

    public static Task<IResult> Metrics(HttpContext context, OwnSite own, ReportReader reports) => AnswerAsync(context, own, reports, isExpanded: false, (writer, dimension, row) =>
    {
        writer.WriteString("x", Shown(dimension, row));
        writer.WriteNumber("y", row.Metrics[0].Rounded);
        if (row.Dimensions.Count > 1)
        {
            writer.WriteString("country", row.Dimensions[1]);
        }
    });

    public static Task<IResult> Expanded(HttpContext context, OwnSite own, ReportReader reports) => AnswerAsync(context, own, reports, isExpanded: true, (writer, dimension, row) =>
    {
        writer.WriteString("name", Shown(dimension, row));
        foreach (((_, string name), MetricValue value) in InOrder().Zip(row.Metrics))
        {
            writer.WriteNumber(name, UmamiFigures.Of(value));
        }
    });

    private static Task<IResult> AnswerAsync(HttpContext context, OwnSite own, ReportReader reports, bool isExpanded, Action<Utf8JsonWriter, PropertyDimension, StatsRow> write) => Report.AnswerAsync(async () =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        PropertyDimension dimension = OfType(parameters);
        var page = new StatsPage(parameters.Whole("limit", 500, 1, 10_000), parameters.Whole("offset", 0, 0, 1_000_000));
        Question question = await UmamiQuestion.ReadAsync(parameters, own.Site, reports, context.RequestAborted);
        parameters.Check();
        question = dimension.Name == "event:name" ? question.Where(UmamiQuestion.CustomEvents) : question.Where(dimension.Name, FilterOperator.IsNot, dimension.Missing);
        question = parameters.Text("search") is { } sought ? question.Where(Sought(dimension, sought)) : question;
        string[] metrics = isExpanded ? [.. InOrder().Select(f => f.Metric)] : [dimension.Name == "event:name" ? "events" : "visitors"];
        string[] dimensions = !isExpanded && dimension.Name is "visit:region" or "visit:city" ? [dimension.Name, "visit:country"] : [dimension.Name];
        StatsResult result = await reports.AskOneAsync(context, own.Site, question.Top(dimensions, page, metrics));
        return new JsonAnswer(writer =>
        {
            writer.WriteStartArray();
            foreach (StatsRow row in result.Rows)
            {
                writer.WriteStartObject();
                write(writer, dimension, row);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    });

    // The list goes by visitors.
    private static IEnumerable<(string Metric, string Name)> InOrder() => UmamiFigures.All.OrderBy(f => f.Metric != "visitors");

    private static PropertyDimension OfType(ReportParameters parameters)
    {
        string? asked = parameters.Text("type");
        if (Types.FirstOrDefault(t => t.Type == asked).Dimension is { } name)
        {
            return (PropertyDimension)KnownDimensions.Find(name)!;
        }

        parameters.Fault("type", $"is required: one of {string.Join(", ", Types.Select(t => t.Type))}");
        return (PropertyDimension)KnownDimensions.Find("event:page")!;
    }

    private static string Shown(PropertyDimension dimension, StatsRow row) =>
        dimension.Name == "visit:channel" ? Channels.GetValueOrDefault(row.Dimensions[0], row.Dimensions[0]) : row.Dimensions[0];

    private static Filter.Leaf Sought(PropertyDimension dimension, string text) =>
        Filter.TryWhere(dimension, FilterOperator.Contains, [text], caseSensitive: false, out Filter.Leaf? leaf, out string problem)
            ? leaf!
            : throw new AnalyticsInputException("search", problem);
}
