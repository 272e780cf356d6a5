using System.Globalization;
using System.Text.Json;
using Analytics.Store.Events;

namespace Analytics.Functions.Wire;

/// <summary><c>{"currency":"EUR","amount":"9.90"}</c>, or the JSON text of it. Anything else carries no money.</summary>
internal static class RevenuePayload
{
    public const string Rule = "must have a currency of three letters, such as EUR, and an amount of less than 1,000,000,000,000";

    /// <summary>The money; null where there is none, or none that could be used: see <see cref="Rule"/>.</summary>
    public static Revenue? Parse(JsonElement? member)
    {
        if (member is not { ValueKind: JsonValueKind.String } text)
        {
            return member is { ValueKind: JsonValueKind.Object } map ? ParseObject(map) : null;
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(text.GetString()!, new JsonDocumentOptions { MaxDepth = 4 });
            return json.RootElement.ValueKind == JsonValueKind.Object ? ParseObject(json.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The same from the two texts.</summary>
    public static Revenue? Of(string currency, string text)
    {
        string code = currency.Trim().ToUpperInvariant();
        return code.Length == 3 && code.All(char.IsAsciiLetterUpper)
            && decimal.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
            && Math.Abs(value) < 1_000_000_000_000m
            ? new Revenue(code, Math.Round(value, 3))
            : null;
    }

    private static Revenue? ParseObject(JsonElement map) =>
        map.Member("currency") is { ValueKind: JsonValueKind.String } currency && map.Text("amount") is { } amount ? Of(currency.GetString()!, amount) : null;
}
