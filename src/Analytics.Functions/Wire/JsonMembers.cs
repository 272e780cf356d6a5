using System.Text.Json;

namespace Analytics.Functions.Wire;

/// <summary>
/// Members of a JSON object, asked for under each of their names; <c>null</c> counts as absent. Scalars are read as their senders mean
/// them (<see cref="Scalars"/>); what cannot be read so counts as absent, and the protocol's <see cref="FieldSet"/> names it.
/// </summary>
internal static class JsonMembers
{
    public static JsonElement? Member(this JsonElement json, params ReadOnlySpan<string> names)
    {
        if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (string name in names)
            {
                if (json.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null)
                {
                    return value;
                }
            }
        }

        return null;
    }

    public static string? Text(this JsonElement json, params ReadOnlySpan<string> names) => json.Member(names)?.AsText();

    public static JsonElement? Map(this JsonElement json, params ReadOnlySpan<string> names) =>
        json.Member(names) is { ValueKind: JsonValueKind.Object } map ? map : null;

    public static double? Number(this JsonElement json, params ReadOnlySpan<string> names) => json.Member(names)?.AsNumber();

    public static bool? Flag(this JsonElement json, params ReadOnlySpan<string> names) => json.Member(names)?.AsFlag();

    /// <summary>A length of the screen: 1 to 100,000.</summary>
    public static int? Pixels(this JsonElement json, params ReadOnlySpan<string> names) =>
        json.Number(names) is { } pixels and >= 1 and <= 100_000 ? (int)pixels : null;
}
