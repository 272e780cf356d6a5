using System.Text.Json;

namespace Analytics.Client.Reports;

/// <summary>The answer of a report that is a list.</summary>
public sealed record Report
{
    internal Report(JsonElement answer)
    {
        var more = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        JsonElement? list = null;
        foreach (JsonProperty member in answer.EnumerateObject())
        {
            if (list is null && member.Value.ValueKind == JsonValueKind.Array)
            {
                list = member.Value;
            }
            else if (member.NameEquals("total") && member.Value.ValueKind == JsonValueKind.Number)
            {
                Total = member.Value.GetInt64();
            }
            else
            {
                more[member.Name] = member.Value;
            }
        }

        Rows = list is { } rows ? [.. rows.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object).Select(row => new ReportRow(row))] : [];
        More = more;
    }

    /// <summary>The rows, the greatest number first; those of a course by their time.</summary>
    public IReadOnlyList<ReportRow> Rows { get; }

    /// <summary>How many rows there are on all pages; null where the report does not say.</summary>
    public long? Total { get; }

    /// <summary>What the answer has beside the list.</summary>
    public IReadOnlyDictionary<string, JsonElement> More { get; }
}
