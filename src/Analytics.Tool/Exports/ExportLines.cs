using System.Text.Json;

namespace Analytics.Tool.Exports;

/// <summary>Lines of an export as they come, or as rows of a table for spreadsheets.</summary>
internal sealed class ExportLines(TextWriter to, bool table)
{
    private static readonly string[] Members =
    [
        "id", "time", "receivedAt", "name", "visitor", "hostname", "path", "title", "referrer", "source", "channel", "clickId", "utmSource", "utmMedium",
        "utmCampaign", "utmContent", "utmTerm", "browser", "browserVersion", "os", "osVersion", "device", "screenWidth", "screenHeight", "language",
        "country", "region", "city", "engagementMs", "scroll", "currency", "amount", "userId", "interactive", "props",
    ];

    private bool _begun;

    public async Task WriteAsync(string line)
    {
        if (!table)
        {
            await to.WriteLineAsync(line);
            return;
        }

        if (!_begun)
        {
            _begun = true;
            await to.WriteLineAsync(string.Join(',', Members));
        }

        using JsonDocument json = JsonDocument.Parse(line);
        await to.WriteLineAsync(string.Join(',', Members.Select(member => json.RootElement.TryGetProperty(member, out JsonElement value) ? Cell(value) : "")));
    }

    // A spreadsheet runs a cell that begins like a formula, and the text comes from visitors.
    private static string Cell(JsonElement value)
    {
        string text = value.ValueKind is JsonValueKind.String or JsonValueKind.Object ? value.ToString() : value.GetRawText();
        text = text.Length > 0 && value.ValueKind == JsonValueKind.String && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
