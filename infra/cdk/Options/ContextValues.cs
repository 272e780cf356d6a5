using System.Text.Json;

namespace Analytics.Cdk.Options;

/// <summary>The CDK's context of this run, as its command line hands it over: the only place that knows every name that was given.</summary>
public static class ContextValues
{
    /// <summary>The variable that the CDK's command line sets for the app.</summary>
    public const string Variable = "CDK_CONTEXT_JSON";

    /// <param name="json">The variable's value; null where the app runs by itself.</param>
    public static IReadOnlyDictionary<string, object?> Read(string? json)
    {
        using JsonDocument document = JsonDocument.Parse(json is { Length: > 0 } ? json : "{}");
        return document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => Scalar(member.Value), StringComparer.Ordinal);
    }

    private static object? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
