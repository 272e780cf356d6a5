using System.Text.Json;

namespace Analytics.Client.Reports;

/// <summary>A row of a report: its members by their names, as <c>docs/reports.md</c> of the product lists them.</summary>
public sealed record ReportRow
{
    internal ReportRow(JsonElement json) => Json = json;

    /// <summary>The whole row.</summary>
    public JsonElement Json { get; }

    /// <summary>A text; null where there is no such member, or what it says is not known.</summary>
    public string? Text(string name) =>
        Json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A number; null where there is no such member, or it has no number.</summary>
    public double? Number(string name) =>
        Json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
