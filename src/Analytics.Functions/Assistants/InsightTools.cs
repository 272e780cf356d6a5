using System.Text.Json;

namespace Analytics.Functions.Assistants;

/// <summary>What changed, and which days are unusual.</summary>
internal static class InsightTools
{
    private static readonly ToolArgument Metric = new("metric", """{"type":"string","enum":["pageviews","events","visits","visitors"],"default":"pageviews","description":"What is counted."}""");
    private static readonly ToolArgument Period = new("period", """{"type":"string","default":"7d","description":"A named range of days: 7d, 30d, month. It is compared with as much time before it."}""");

    public static AssistantTool Insights { get; } = new(
        "insights",
        "Insights",
        "What changed most against the time before, and which page, source and country explain it; and which days are unlike the same weekdays before them. In sentences, with figures.",
        [ToolArgument.Site, Metric, Period],
        AnswerAsync);

    private static async Task<ToolAnswer> AnswerAsync(ToolCall call)
    {
        string site = call.SiteInAddress();
        QueryString query = QueryString.Create("metric", call.Text(Metric.Name) ?? "pageviews").Add("period", call.Text(Period.Name) ?? "7d");
        if (call.HasFaults)
        {
            return call.Refusal();
        }

        string? changed = null;
        ToolAnswer first = await call.GetAsync($"/api/v2/sites/{site}/insights", answer => new ToolAnswer(true, changed = answer.GetRawText()), query);
        return changed is null ? first : await call.GetAsync(
            $"/api/v2/sites/{site}/insights/anomalies",
            answer => ToolAnswer.Of(writer =>
            {
                using JsonDocument changes = JsonDocument.Parse(changed);
                writer.WritePropertyName("changes");
                changes.WriteTo(writer);
                writer.WritePropertyName("anomalies");
                answer.GetProperty("anomalies").WriteTo(writer);
            }),
            query);
    }
}
