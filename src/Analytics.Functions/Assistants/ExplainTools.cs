using System.Text.Json;
using Analytics.Functions.Wire;

namespace Analytics.Functions.Assistants;

/// <summary>What an answer means and what it takes.</summary>
internal static class ExplainTools
{
    public static AssistantTool Explain { get; } = new(
        "explain",
        "Explain",
        "What metrics, dimensions and ranges mean, exactly. With the arguments of a question it also says what answering it takes: plan has the days, bytes, cost and time. Without metrics: all metrics.",
        [ToolArgument.Site with { IsRequired = false }, QuestionArguments.Metrics, QuestionArguments.DateRange, QuestionArguments.Dimensions, QuestionArguments.Filters],
        AnswerAsync);

    private static async Task<ToolAnswer> AnswerAsync(ToolCall call)
    {
        List<(string Name, string Meaning)> metrics = Look(call, QuestionArguments.Metrics.Name, Meanings.Metrics), dimensions = Look(call, QuestionArguments.Dimensions.Name, Meanings.Dimensions);
        if (call.HasFaults)
        {
            return call.Refusal();
        }

        if (call.Find(QuestionArguments.Metrics.Name) is null && dimensions.Count == 0)
        {
            metrics = [.. Meanings.Metrics.All];
        }

        (string, string)? range = call.Find(QuestionArguments.DateRange.Name) is { ValueKind: JsonValueKind.String } name && Meanings.Ranges.Find(name.GetString()!) is { } meant ? (name.GetString()!, meant) : null;
        return call.Find(ToolArgument.Site.Name) is null
            ? ToolAnswer.Of(writer => WriteMeanings(writer, metrics, dimensions, range))
            : await call.PostAsync("/api/v2/query", QuestionArguments.Write(call, (20, 0)), answer => ToolAnswer.Of(writer =>
            {
                WriteMeanings(writer, metrics, dimensions, range);
                answer.GetProperty("explain").GetProperty("plan").WriteTo(writer, "plan");
            }), QueryString.Create("explain", "plan"));
    }

    private static List<(string Name, string Meaning)> Look(ToolCall call, string argument, MeaningTable table)
    {
        List<(string, string)> found = [];
        if (call.Find(argument) is not { } names)
        {
            return found;
        }

        foreach (JsonElement name in names.ValueKind == JsonValueKind.Array ? [.. names.EnumerateArray()] : (JsonElement[])[names])
        {
            if (name.ValueKind == JsonValueKind.String && table.Find(name.GetString()!) is { } meaning)
            {
                found.Add((name.GetString()!, meaning));
            }
            else
            {
                call.Fault(argument, $"{name.GetRawText()} {UnknownField.Problem(table.All.Select(known => known.Name))}");
            }
        }

        return found;
    }

    private static void WriteMeanings(Utf8JsonWriter writer, List<(string Name, string Meaning)> metrics, List<(string Name, string Meaning)> dimensions, (string Name, string Meaning)? range)
    {
        Write("metrics", metrics);
        Write("dimensions", dimensions);
        Write("date_range", range is { } known ? [known] : []);

        void Write(string member, List<(string Name, string Meaning)> meanings)
        {
            if (meanings.Count == 0)
            {
                return;
            }

            writer.WriteStartObject(member);
            foreach ((string name, string meaning) in meanings)
            {
                writer.WriteString(name, meaning);
            }

            writer.WriteEndObject();
        }
    }

    private static void WriteTo(this JsonElement element, Utf8JsonWriter writer, string name)
    {
        writer.WritePropertyName(name);
        element.WriteTo(writer);
    }
}
