using System.Text.Json;
using Analytics.Engine.Sites;
using Analytics.Engine.Stats;
using Analytics.Functions.Callers;
using Analytics.Functions.Configuration;
using Analytics.Functions.Http;
using Analytics.Functions.Stats.Funnels;
using Analytics.Functions.Stats.Reports.Vitals;
using Analytics.Functions.Tables;
using Analytics.Store.Accounts;
using Analytics.Store.Funnels;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Funnels;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Reads;

namespace Analytics.Functions.Stats.Reports.Sessions;

/// <summary>Sessions in numbers, a funnel by its name, and the summary of what visitors do.</summary>
internal static class BehaviourRoutes
{
    private static readonly string[] Names = [.. SiteReportParameters.Names, "startDate", "endDate", "site", "serviceId"];

    private static readonly string[] StepColumns = ["step", "name", "sessions", "conversionRate", "dropOffRate"];

    private static readonly (string Name, string Dimension)[] Distributions =
        [("device", "visit:device"), ("browser", "visit:browser"), ("os", "visit:os"), ("country", "visit:country")];

    public static void MapBehaviour(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/sessions/stats", Stats).Needs(Scopes.Stats).Reads([.. Names, "granularity"]);
        routes.MapGet("/v1/funnels/{name}", Funnel).Needs(Scopes.Stats).Reads(Names).AsTable("funnel");
        routes.MapGet("/v1/behavior/summary", Summary).Needs(Scopes.Stats).Reads([.. Names, "date"]);
    }

    private static Task<IResult> Stats(HttpContext context, SessionSite asked, ReportReader reports) => asked.AnswerAsync(context, needsVisits: false, async (parameters, site) =>
    {
        string time = parameters.OneOf("granularity", ("day", "time:day"), ("hour", "time:hour"));
        Question question = await SiteReportParameters.ReadAsync(parameters, site, reports, context.RequestAborted);
        parameters.Check();
        IReadOnlyList<StatsResult> results = await reports.AskAsync(
            context,
            site,
            [
                question.Totals("visits", "visitors", "bounce_rate", "visit_duration", "views_per_visit"),
                question.Series(time, "visits", "visitors", "bounce_rate", "visit_duration"),
                .. Distributions.Select(d => question.Top(d.Dimension, new StatsPage(100, 0), "visits", "bounce_rate")),
            ]);
        StatsRow all = results[0].Rows[0];
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("totalSessions", all.Metrics[0].Rounded);
            writer.WriteNumber("uniqueUsers", all.Metrics[1].Rounded);
            writer.WriteNumber("bounceRate", all.Metrics[2].Rounded);
            writer.WriteNumber("avgDurationSeconds", all.Metrics[3].Rounded);
            writer.WriteNumber("avgPageViews", all.Metrics[4].Rounded);
            writer.WriteStartArray("daily");
            foreach (StatsRow row in results[1].Rows)
            {
                writer.WriteStartObject();
                writer.WriteString("date", row.Dimensions[0]);
                writer.WriteNumber("sessions", row.Metrics[0].Rounded);
                writer.WriteNumber("users", row.Metrics[1].Rounded);
                writer.WriteNumber("bounces", (long)row.Metrics[2].Numerator);
                writer.WriteNumber("avgDurationSeconds", row.Metrics[3].Rounded);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartObject("distributions");
            foreach (((string name, _), StatsResult result) in Distributions.Zip(results.Skip(2)))
            {
                writer.WriteStartArray(name);
                foreach (StatsRow row in result.Rows)
                {
                    writer.WriteStartObject();
                    writer.WriteString("value", row.Dimensions[0]);
                    writer.WriteNumber("sessions", row.Metrics[0].Rounded);
                    writer.WriteNumber("bounces", (long)row.Metrics[1].Numerator);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    });

    private static Task<IResult> Funnel(
        HttpContext context, string name, SessionSite asked, ReportReader reports, FunnelReader funnels, StatsReader reader, Settings settings) => asked.AnswerAsync(context, needsVisits: false, async (parameters, site) =>
    {
        IReadOnlyList<Funnel> all = await funnels.ReadAllAsync(site, context.RequestAborted);
        if (all.FirstOrDefault(f => f.Name == name) is not { } saved)
        {
            return Problem.NotFound("funnel");
        }

        Question question = await SiteReportParameters.ReadAsync(parameters, site, reports, context.RequestAborted);
        parameters.Check();
        using JsonDocument definition = JsonDocument.Parse(saved.Definition);
        var fields = new QuestionFields(definition.RootElement, await reports.TermsAsync(site, context.RequestAborted));
        if (FunnelQueryJson.Parse(fields, question.Range, StatsPage.First) is not { } query || fields.Faults.Count > 0)
        {
            return Problem.Invalid(fields.Faults);
        }

        var receipt = new ReadReceipt(new ReadBudget { Bytes = settings.QueryBytes });
        FunnelResult result = await reader.ReadFunnelAsync(site, query, context.RequestAborted, receipt);
        ReportReader.Explain(context, receipt);
        return new TableAnswer(new JsonAnswer(writer => WriteFunnel(writer, saved, question, result)), Table.Of(StepColumns, result.Steps.Select((step, i) => (step, i)), WriteStep), ReportTable.FileOf(question));
    });

    private static void WriteFunnel(Utf8JsonWriter writer, Funnel saved, Question question, FunnelResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("name", saved.Name);
        writer.WriteStartArray("steps");
        for (int i = 0; i < result.Steps.Count; i++)
        {
            writer.WriteStartObject();
            WriteStep(writer, (result.Steps[i], i));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("totalEntered", result.Steps[0].Count);
        writer.WriteNumber("totalCompleted", result.Steps[^1].Count);
        writer.WriteNumber("overallConversionRate", result.Steps[^1].ConversionRate);
        writer.WriteStartObject("period");
        writer.WriteString("start", question.Range.FirstDay.ToString());
        writer.WriteString("end", question.Range.LastDay.ToString());
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteStep(Utf8JsonWriter writer, (FunnelStepResult Result, int Place) step)
    {
        writer.WriteNumber("step", step.Place + 1);
        writer.WriteString("name", step.Result.Step);
        writer.WriteNumber("sessions", step.Result.Count);
        writer.WriteNumber("conversionRate", step.Result.ConversionRate);
        writer.WriteNumber("dropOffRate", step.Result.DropOffRate);
    }

    private static Task<IResult> Summary(HttpContext context, SessionSite asked, ReportReader reports) => asked.AnswerAsync(context, needsVisits: false, async (parameters, site) =>
    {
        Store.Calendars.LocalDay? date = parameters.Day("date");
        Question question = await SiteReportParameters.ReadAsync(parameters, site, reports, context.RequestAborted);
        if (date is { } day)
        {
            foreach (string other in (string[])["period", "from", "to", "start", "end", "startDate", "endDate"])
            {
                if (parameters.Text(other) is not null)
                {
                    parameters.Fault("date", $"does not go with {other}: leave one of them out");
                }
            }

            question = question with { Range = Store.Stats.Ranges.StatsRange.OfDays(site.Calendar, day, day)! };
        }

        parameters.Check();
        var ten = new StatsPage(10, 0);
        Question events = question.Where("event:name", FilterOperator.IsNot, "pageview", "engagement");
        Question campaigns = question.Where("visit:utm_source", FilterOperator.IsNot, Store.Stats.Dimensions.PropertyDimension.NotSet);
        IReadOnlyList<StatsResult> results = await reports.AskAsync(
            context,
            site,
            question.Totals("visitors", "visits", "pageviews", "events", "bounce_rate", "visit_duration"),
            question.Top("event:page", ten, "pageviews"),
            events.Top("event:name", ten, "events"),
            campaigns.Top("visit:utm_source", ten, "visits"),
            question.Where("event:name", FilterOperator.Is, WebVital.EventName).Totals([.. WebVital.All.Select(vital => vital.P75)]));
        StatsRow all = results[0].Rows[0];
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("date", question.Range.LastDay.ToString());
            foreach ((string name, int metric) in new[] { ("activeUsers", 0), ("sessions", 1), ("pageViews", 2), ("events", 3), ("bounceRate", 4), ("avgDurationSeconds", 5) })
            {
                writer.WriteNumber(name, all.Metrics[metric].Rounded);
            }

            WriteTop(writer, "topPages", "path", "views", results[1]);
            WriteTop(writer, "topEvents", "name", "count", results[2]);
            WriteTop(writer, "campaigns", "utmSource", "sessions", results[3]);
            writer.WriteStartObject("webVitals");
            foreach ((WebVital vital, MetricValue value) in WebVital.All.Zip(results[4].Rows[0].Metrics))
            {
                StatsResultJson.WriteNumber(writer, vital.Name.ToLowerInvariant(), value.Shown);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    });

    private static void WriteTop(Utf8JsonWriter writer, string list, string name, string count, StatsResult result)
    {
        writer.WriteStartArray(list);
        foreach (StatsRow row in result.Rows)
        {
            writer.WriteStartObject();
            writer.WriteString(name, row.Dimensions[0]);
            writer.WriteNumber(count, row.Metrics[0].Rounded);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
