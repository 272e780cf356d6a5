using System.Text.Json;

namespace Analytics.Functions.Assistants;

/// <summary>Any question, of one range or of two.</summary>
internal static class QuestionTools
{
    private const string Query = "/api/v2/query";

    private static readonly ToolArgument Other = new("compare", """
        {"type":["string","array"],"items":{"type":"string"},"default":"previous_period","description":"The other range: previous_period, year_over_year, or two days such as [\"2026-02-01\",\"2026-02-28\"]."}
        """);

    public static AssistantTool Ask { get; } = new(
        "ask",
        "Ask",
        "Numbers of a site: metrics over a range of days, broken down by dimensions, of what the filters let through. results has a row for each combination of dimension values, "
        + "metrics and dimensions in the order in which they were asked for; query is the question as it was understood.",
        QuestionArguments.All,
        call =>
        {
            (int Limit, int Offset) rows = call.Rows();
            return call.HasFaults ? Task.FromResult(call.Refusal()) : call.PostAsync(Query, QuestionArguments.Write(call, rows), answer => Rows(answer, rows.Offset));
        });

    public static AssistantTool Compare { get; } = new(
        "compare",
        "Compare",
        "The same as ask for two ranges: each row has a comparison with the metrics of the other range and their change in percent (in points for rates).",
        [.. QuestionArguments.All, Other],
        call =>
        {
            (int Limit, int Offset) rows = call.Rows();
            return call.HasFaults ? Task.FromResult(call.Refusal()) : call.PostAsync(Query, QuestionArguments.Write(call, rows, writer => WriteOther(writer, call)), answer => Rows(answer, rows.Offset));
        });

    private static void WriteOther(Utf8JsonWriter writer, ToolCall call)
    {
        if (call.Find(Other.Name) is { } other)
        {
            writer.WritePropertyName(Other.Name);
            other.WriteTo(writer);
        }
        else
        {
            writer.WriteString(Other.Name, "previous_period");
        }
    }

    private static ToolAnswer Rows(JsonElement answer, int offset) => ToolAnswer.Of(writer =>
    {
        foreach (JsonProperty member in answer.EnumerateObject())
        {
            member.WriteTo(writer);
        }

        LeftOut.Write(writer, answer.GetProperty("meta").GetProperty("total_rows").GetInt32(), offset, answer.GetProperty("results").GetArrayLength());
    });
}
