using System.Text.Json;

namespace Analytics.Client.Http;

/// <summary>What a refusal says: problem details (RFC 9457), <c>{"error": "…"}</c> as questions are refused, or anything that a proxy puts in their place.</summary>
internal static class Problem
{
    private const int MaxText = 300;

    public static AnalyticsException Read(int status, string? reason, ReadOnlySpan<byte> body, TimeSpan? retryAfter)
    {
        string title = reason is { Length: > 0 } ? reason : "The server refused the request.";
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            JsonElement root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? new AnalyticsException(status, Text(root, "title") ?? Text(root, "error") ?? title, Text(root, "detail"), Faults(root), retryAfter)
                : new AnalyticsException(status, title, Cut(root.GetRawText()), retryAfter: retryAfter);
        }
        catch (JsonException)
        {
            string text = System.Text.Encoding.UTF8.GetString(body).Trim();
            return new AnalyticsException(status, title, text.Length == 0 ? null : Cut(text), retryAfter: retryAfter);
        }
    }

    /// <summary>The faults by field, of a refusal and of a rejected event. What is in another form than the known one is kept as its JSON text.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Faults(JsonElement root)
    {
        var faults = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (root.TryGetProperty("errors", out JsonElement errors) && errors.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty field in errors.EnumerateObject())
            {
                faults[field.Name] = field.Value.ValueKind == JsonValueKind.Array ? [.. field.Value.EnumerateArray().Select(Said)] : [Said(field.Value)];
            }
        }

        return faults;
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Said(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string Cut(string text) => text.Length <= MaxText ? text : text[..MaxText] + "…";
}
