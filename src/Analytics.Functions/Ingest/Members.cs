using System.Text.Json;

namespace Analytics.Functions.Ingest;

/// <summary>The members of a JSON object. One that is null is not there, nor is one of another kind than was asked for.</summary>
internal static class Members
{
    public static JsonElement? Of(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string? Text(JsonElement json, string name) => Of(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static JsonElement? Object(JsonElement json, string name) => Of(json, name) is { ValueKind: JsonValueKind.Object } map ? map : null;

    public static bool? Flag(JsonElement json, string name) => Of(json, name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static int? Whole(JsonElement json, string name) =>
        Of(json, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int value) ? value : null;
}
