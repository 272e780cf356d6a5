using System.Net;
using System.Text.Json;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Server;

/// <summary>What a server says when it refuses, in a sentence for a person, with the remedy.</summary>
internal static class Refusal
{
    private static readonly string[] Words = ["title", "detail", "error"];

    public static ToolFailure Of(HttpStatusCode status, string body)
    {
        string said = Said(body) ?? $"the server answered {(int)status}";
        return new ToolFailure(Remedy(status) is { } remedy ? $"{said} {remedy}" : said);
    }

    private static string? Remedy(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => "The key is none of this server: check --key (ANALYTICS_KEY) and --server (ANALYTICS_SERVER).",
        HttpStatusCode.Forbidden => "Make a key with that scope in the dashboard, or with POST /api/v2/keys.",
        HttpStatusCode.NotFound => "'analytics sites list' shows the sites of this key; an older server may lack the route.",
        HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => "It stayed so for minutes: try again later; what was accepted is stored.",
        _ => null,
    };

    // Problem details: a title, a detail, and the faults by field; statistics answer {"error": …}.
    private static string? Said(string body)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            JsonElement problem = json.RootElement;
            if (problem.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            List<string> words = [.. Words.Select(name => Text(problem, name)).OfType<string>().Select(text => text.TrimEnd('.') + ".")];
            if (problem.TryGetProperty("errors", out JsonElement errors) && errors.ValueKind == JsonValueKind.Object)
            {
                words.AddRange(errors.EnumerateObject().Select(field => $"{field.Name}: {string.Join("; ", field.Value.EnumerateArray().Select(e => e.GetString()))}."));
            }

            return words.Count == 0 ? null : string.Join(' ', words);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
