using System.Globalization;
using System.Text.Json;
using Analytics.Functions.Callers;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Functions.Stats.Reports.Umami;

/// <summary>The course of a website's views and visitors.</summary>
internal static class UmamiSeries
{
    private static readonly string[] Times = ["time:minute", "time:hour", "time:day", "time:month"];

    public static Task<IResult> Answer(HttpContext context, OwnSite own, ReportReader reports) => Report.AnswerAsync(async () =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        int asked = parameters.OneOf("unit", ("", 0), ("minute", 0), ("hour", 1), ("day", 2), ("month", 3));
        bool isLocal = IsLocal(parameters, own.Site);
        Question question = await UmamiQuestion.ReadAsync(parameters, own.Site, reports, context.RequestAborted);
        StatsComparison? compared = question.Compared(parameters, reports, null).Comparison;
        parameters.Check();
        string time = Times[Math.Max(asked, Finest(question.Range))];
        Question[] questions = compared is null ? [question] : [question, question with { Range = compared.Range }];
        IReadOnlyList<StatsResult> results = await reports.AskAsync(context, own.Site, [.. questions.Select(q => q.Series(time, "pageviews", "visitors"))]);
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            WriteSeries(writer, own.Site, results[0], isLocal);
            if (compared is not null)
            {
                WriteRange(writer, question.Range);
                writer.WriteStartObject("compare");
                WriteSeries(writer, own.Site, results[1], isLocal);
                WriteRange(writer, compared.Range);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        });
    });

    // Too fine a unit becomes the next that does.
    private static int Finest(StatsRange range) => (range.Before - range.From) switch
    {
        var length when length <= TimeSpan.FromMinutes(60) => 0,
        var length when length <= TimeSpan.FromDays(30) => 1,
        var length when length <= TimeSpan.FromDays(214) => 2,
        _ => 3,
    };

    // Buckets are the site's: another clock would begin its days in the middle of them.
    private static bool IsLocal(ReportParameters parameters, Site site)
    {
        if (parameters.Text("timezone") is not { } zone)
        {
            return false;
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out TimeZoneInfo? asked) || !asked.HasSameRules(TimeZoneInfo.FindSystemTimeZoneById(site.Timezone)))
        {
            parameters.Fault("timezone", $"must be the site's, {site.Timezone}, for its days are counted so: send that or leave it out, or change the site's");
        }

        return zone != "utc";
    }

    private static void WriteSeries(Utf8JsonWriter writer, Site site, StatsResult result, bool isLocal)
    {
        WriteOne(writer, "pageviews", site, result, 0, isLocal);
        WriteOne(writer, "sessions", site, result, 1, isLocal);
    }

    private static void WriteOne(Utf8JsonWriter writer, string name, Site site, StatsResult result, int metric, bool isLocal)
    {
        writer.WriteStartArray(name);
        foreach (StatsRow row in result.Rows.Where(row => row.Metrics[metric].Numerator != 0))
        {
            writer.WriteStartObject();
            writer.WriteString("x", isLocal ? Clock(row.Dimensions[0]) : TimeLabel.WithOffset(site, row.Dimensions[0]));
            writer.WriteNumber("y", row.Metrics[metric].Rounded);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Clock(string label) =>
        DateTime.Parse(label, CultureInfo.InvariantCulture).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static void WriteRange(Utf8JsonWriter writer, StatsRange range)
    {
        writer.WriteString("startDate", ReportInstant.Write(range.From));
        writer.WriteString("endDate", ReportInstant.Write(range.Before.AddMilliseconds(-1)));
    }
}
