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

    /// <summary>Under which of its names a field is read; its first name where it is absent.</summary>
    public static string NameOf(this JsonElement json, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (json.Member(name) is not null)
            {
                return name;
            }
        }

        return names[0];
    }

    /// <summary>A text, cut at so many characters and never within one: <see cref="FieldSet"/> names what is over its limit.</summary>
    public static string? CutText(this JsonElement json, int most, params ReadOnlySpan<string> names) => json.Text(names)?.CutAt(most);

    public static string? Text(this JsonElement json, params ReadOnlySpan<string> names) => json.Member(names)?.AsText();

    public static JsonElement? Map(this JsonElement json, params ReadOnlySpan<string> names) =>
        json.Member(names) is { ValueKind: JsonValueKind.Object } map ? map : null;

    public static double? Number(this JsonElement json, params ReadOnlySpan<string> names) => json.Member(names)?.AsNumber();

    public static bool? Flag(this JsonElement json, params ReadOnlySpan<string> names) => json.Member(names)?.AsFlag();

    /// <summary>A length of the screen: 1 to 100,000.</summary>
    public static int? Pixels(this JsonElement json, params ReadOnlySpan<string> names) =>
        json.Number(names) is { } pixels and >= 1 and <= 100_000 ? (int)pixels : null;
}
