using System.Globalization;
using System.Text.Json;

namespace Analytics.Functions.Wire;

/// <summary>Single values of JSON as senders mean them: many clients write numbers and flags as texts, and texts that look like numbers as numbers.</summary>
internal static class Scalars
{
    private const int LongestNumber = 40;

    /// <summary>A text, or the text of a number, true or false; null for anything else.</summary>
    public static string? AsText(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    /// <summary>A finite number, or the text of one; null for anything else.</summary>
    public static double? AsNumber(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetDouble(out double number) && double.IsFinite(number) ? number : null,
        JsonValueKind.String => NumberIn(value.GetString()!),
        _ => null,
    };

    /// <summary>True, false, 1, 0, or the text of one of them; null for anything else.</summary>
    public static bool? AsFlag(this JsonElement value) => value.AsText() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };

    /// <summary>At most so many characters of a text; none is cut in two.</summary>
    public static string CutAt(this string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    /// <summary>The number that a text says, in digits with a point; null where it says none.</summary>
    public static double? NumberIn(string text) =>
        text.Length <= LongestNumber && double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : null;
}
