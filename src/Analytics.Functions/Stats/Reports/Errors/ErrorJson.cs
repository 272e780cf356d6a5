using System.Text.Json;
using Analytics.Functions.Wire;
using Analytics.Store.Errors;
using Analytics.Store.Inputs;
using Analytics.Store.Stats;

namespace Analytics.Functions.Stats.Reports.Errors;

/// <summary>A group of errors from all sides, and what is said about it: <c>{"status": "resolved"}</c>.</summary>
internal static class ErrorJson
{
    private const string StatusRule = "must be open, resolved or ignored";

    private static readonly string[] Keys = ["status"];
    private static readonly string[] Sample = ["message", "stack", "source", "line", "column", "breadcrumbs"];

    /// <summary>A status in one word.</summary>
    public static string Word(ErrorStatus status) => status switch
    {
        ErrorStatus.Resolved => "resolved",
        ErrorStatus.Ignored => "ignored",
        _ => "open",
    };

    /// <summary>What a body says about a group.</summary>
    public static ErrorStatus Read(JsonElement sent, string fingerprint, List<InputFault> faults)
    {
        faults.AddRange(sent.EnumerateObject().Where(member => !Keys.Contains(member.Name)).Select(member => new InputFault(member.Name, UnknownField.Problem(Keys))));
        if (fingerprint.Length > ErrorMark.MaxFingerprint || fingerprint == ErrorGroups.None)
        {
            faults.Add(new InputFault("fingerprint", "must be that of a group, of at most 300 characters"));
        }

        string? word = sent.TryGetProperty("status", out JsonElement status) && status.ValueKind == JsonValueKind.String ? status.GetString() : null;
        ErrorStatus? read = word switch { "open" => ErrorStatus.Open, "resolved" => ErrorStatus.Resolved, "ignored" => ErrorStatus.Ignored, _ => null };
        if (read is null)
        {
            faults.Add(new InputFault("status", status.ValueKind == JsonValueKind.Undefined ? "is required, and " + StatusRule : StatusRule));
        }

        return read ?? ErrorStatus.Open;
    }

    /// <summary>Writes a group: its head, its course, its newest samples, and what it goes with.</summary>
    public static void Write(
        Utf8JsonWriter writer, Question question, IReadOnlyList<StatsResult> results, IReadOnlyList<(string Name, string Dimension)> lists, Action<Utf8JsonWriter> writeHead)
    {
        writer.WriteStartObject();
        writeHead(writer);
        writer.WriteStartArray("timeseries");
        foreach (StatsRow row in results[1].Rows)
        {
            writer.WriteStartObject();
            writer.WriteString("timestamp", TimeLabel.WithOffset(question.Site, row.Dimensions[0]));
            WriteCounts(writer, row);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("samples");
        foreach (StatsRow row in results[2].Rows)
        {
            writer.WriteStartObject();
            foreach ((string name, string value) in Sample.Zip(row.Dimensions))
            {
                writer.WriteString(name, value == ErrorGroups.None ? null : value);
            }

            writer.WriteString("lastSeen", row.Metrics[0].Moment!.Value.UtcDateTime);
            writer.WriteNumber("count", row.Metrics[1].Rounded);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        foreach (((string name, _), StatsResult result) in lists.Zip(results.Skip(3)))
        {
            writer.WriteStartArray(name);
            foreach (StatsRow row in result.Rows)
            {
                writer.WriteStartObject();
                writer.WriteString("name", row.Dimensions[0]);
                WriteCounts(writer, row);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter writer, StatsRow row)
    {
        writer.WriteNumber("count", row.Metrics[0].Rounded);
        writer.WriteNumber("visitors", row.Metrics[1].Rounded);
    }
}
