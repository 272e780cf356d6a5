using System.Globalization;
using System.Text.Json;
using Analytics.Store.Events;

namespace Analytics.Functions.Wire;

/// <summary><c>{"currency":"EUR","amount":"9.90"}</c>; anything else is no revenue and no fault.</summary>
internal static class RevenuePayload
{
    public static Revenue? Parse(JsonElement? member)
    {
        if (member is not { ValueKind: JsonValueKind.Object } map
            || !map.TryGetProperty("currency", out JsonElement currency) || currency.ValueKind != JsonValueKind.String
            || !map.TryGetProperty("amount", out JsonElement amount))
        {
            return null;
        }

        return Of(currency.GetString()!, amount.ValueKind == JsonValueKind.String ? amount.GetString()! : amount.GetRawText());
    }

    /// <summary>The same from the two texts.</summary>
    public static Revenue? Of(string currency, string text)
    {
        string code = currency.ToUpperInvariant();
        return code.Length == 3 && code.All(char.IsAsciiLetterUpper)
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
            && Math.Abs(value) < 1_000_000_000_000m
            ? new Revenue(code, Math.Round(value, 3))
            : null;
    }
}
