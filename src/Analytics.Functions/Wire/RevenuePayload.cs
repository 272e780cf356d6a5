using System.Globalization;
using System.Text.Json;
using Analytics.Store.Currencies;
using Analytics.Store.Events;

namespace Analytics.Functions.Wire;

/// <summary><c>{"currency":"EUR","amount":"9.90"}</c>, or the JSON text of it. Anything else carries no money.</summary>
internal static class RevenuePayload
{
    public const string Rule = "must have a currency of ISO 4217, such as EUR, and an amount of less than 1,000,000,000,000";

    /// <summary>The money; null where there is none, or none that could be used: see <see cref="Rule"/>.</summary>
    public static Revenue? Parse(JsonElement? member)
    {
        if (member is not { ValueKind: JsonValueKind.String } text)
        {
            return member is { ValueKind: JsonValueKind.Object } map ? ParseObject(map) : null;
        }

        using JsonDocument? json = InnerJson.TryParseObject(text.GetString()!);
        return json is null ? null : ParseObject(json.RootElement);
    }

    /// <summary>The same from the two texts.</summary>
    public static Revenue? Of(string currency, string text) => Read(currency, text) is { } money && Currency.IsKnown(money.Currency) ? money : null;

    /// <summary>Money as an export says it. Before codes were judged some were stored that no currency has: they stay as they are, and count as no money.</summary>
    public static Revenue? OfExport(string currency, string text) => Read(currency, text);

    /// <summary>
    /// The money of protocols that have no field for it: two of the event's properties, of which one is <c>currency</c>. They stay properties as well.
    /// </summary>
    /// <param name="props">The event's properties.</param>
    /// <param name="amountName">Which of them is the amount.</param>
    /// <param name="path">What stands before their names.</param>
    /// <param name="ignored">Gets what is wrong of them, where both are there.</param>
    public static Revenue? OfProps(IReadOnlyDictionary<string, string> props, string amountName, string path, ICollection<string> ignored)
    {
        if (!props.TryGetValue(amountName, out string? amount) || !props.TryGetValue("currency", out string? currency))
        {
            return null;
        }

        if (Of(currency, amount) is { } revenue)
        {
            return revenue;
        }

        bool isAmountWrong = Of("EUR", amount) is null, isCurrencyWrong = Of(currency, "0") is null;
        if (isAmountWrong)
        {
            ignored.Add($"{path}.{amountName}");
        }

        if (isCurrencyWrong || !isAmountWrong)
        {
            ignored.Add($"{path}.currency");
        }

        return null;
    }

    private static Revenue? Read(string currency, string text)
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
