using System.Text.Json;
using Analytics.Functions.Callers;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Functions.Stats.Reports.Umami;

/// <summary>A website's figures.</summary>
internal static class UmamiFigures
{
    /// <summary>Umami's five figures, by the metrics that have them.</summary>
    public static IReadOnlyList<(string Metric, string Name)> All { get; } =
        [("pageviews", "pageviews"), ("visitors", "visitors"), ("visits", "visits"), ("bounce_rate", "bounces"), ("visit_duration", "totaltime")];

    /// <summary>The figure: of a rate or a mean, what it is a share or a mean of. Umami's clients divide by the visits themselves.</summary>
    public static long Of(MetricValue value) => (long)(value.Unit == MetricUnit.Seconds ? value.Numerator / 1_000 : value.Numerator);

    public static Task<IResult> Stats(HttpContext context, OwnSite own, ReportReader reports) => Report.AnswerAsync(async () =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        Question question = await UmamiQuestion.ReadAsync(parameters, own.Site, reports, context.RequestAborted);
        question = question.Compared(parameters, reports, new ComparedRange.PreviousPeriod());
        parameters.Check();
        StatsRow now = (await reports.AskOneAsync(context, own.Site, question.Totals([.. All.Select(f => f.Metric)]))).Rows[0];
        long[] values = [.. now.Metrics.Select(Of)], before = [.. now.Compared?.Metrics.Select(Of) ?? All.Select(_ => 0L)];
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            if (UmamiVersion.IsThird(context.Request))
            {
                WriteNumbers(writer, values);
                writer.WriteStartObject("comparison");
                WriteNumbers(writer, before);
                writer.WriteEndObject();
            }
            else
            {
                foreach (((_, string name), (long value, long prev)) in All.Zip(values.Zip(before)))
                {
                    writer.WriteStartObject(name);
                    writer.WriteNumber("value", value);
                    writer.WriteNumber("prev", prev);
                    writer.WriteEndObject();
                }
            }

            writer.WriteEndObject();
        });
    });

    public static Task<IResult> Active(HttpContext context, OwnSite own, ReportReader reports) => Report.AnswerAsync(async () =>
    {
        Site site = own.Site;
        StatsRange range = NamedRange.Find("realtime", site.Calendar, reports.Now, site.Calendar.DayOf(reports.Now))!;
        StatsRow now = (await reports.AskOneAsync(context, site, new Question(site, range, Filter.Everything).Totals("visitors"))).Rows[0];
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("visitors", now.Metrics[0].Rounded);
            writer.WriteNumber("x", now.Metrics[0].Rounded); // as it was called before 2.16
            writer.WriteEndObject();
        });
    });

    public static Task<IResult> Sessions(HttpContext context, OwnSite own, ReportReader reports) => Report.AnswerAsync(async () =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        Question question = await UmamiQuestion.ReadAsync(parameters, own.Site, reports, context.RequestAborted);
        parameters.Check();
        IReadOnlyList<StatsResult> results = await reports.AskAsync(
            context,
            own.Site,
            question.Totals("pageviews", "visitors", "visits"),
            question.Where("visit:country", FilterOperator.IsNot, Store.Stats.Dimensions.PropertyDimension.NotSet).Top("visit:country", new StatsPage(1, 0), "visitors"),
            question.Where(UmamiQuestion.CustomEvents).Totals("events"));
        IReadOnlyList<MetricValue> totals = results[0].Rows[0].Metrics;
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            WriteValue(writer, "pageviews", (long)totals[0].Numerator);
            WriteValue(writer, "visitors", (long)totals[1].Numerator);
            WriteValue(writer, "visits", (long)totals[2].Numerator);
            WriteValue(writer, "countries", results[1].TotalRows);
            WriteValue(writer, "events", (long)results[2].Rows[0].Metrics[0].Numerator);
            writer.WriteEndObject();
        });
    });

    private static void WriteNumbers(Utf8JsonWriter writer, long[] values)
    {
        foreach (((_, string name), long value) in All.Zip(values))
        {
            writer.WriteNumber(name, value);
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, string name, long value)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("value", value);
        writer.WriteEndObject();
    }
}
