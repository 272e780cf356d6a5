using System.Globalization;
using System.Text.Json;
using Analytics.Store.Currencies;
using Analytics.Store.Stats.Metrics;

namespace Analytics.Functions.Stats;

/// <summary>
/// Money as <c>{"value": 1234.5, "currency": "EUR", "short": "€1.2K", "long": "€1,234.50"}</c>: the value exact to three decimals, the long
/// text with as many as the currency has, <c>¥1,235</c>.
/// </summary>
internal static class MoneyJson
{
    private static readonly (decimal Least, string Letter)[] Scales = [(1_000_000_000, "B"), (1_000_000, "M"), (1_000, "K"), (0, "")];

    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal)
    {
        ["EUR"] = "€",
        ["USD"] = "$",
        ["GBP"] = "£",
        ["JPY"] = "¥",
        ["INR"] = "₹",
        ["KRW"] = "₩",
        ["ILS"] = "₪",
        ["PHP"] = "₱",
        ["UAH"] = "₴",
        ["VND"] = "₫",
    };

    public static void Write(Utf8JsonWriter writer, MetricValue money)
    {
        decimal value = money.Rounded / 1.000m; // without trailing zeros
        string currency = money.Currency ?? "";
        writer.WriteStartObject();
        writer.WriteNumber("value", value);
        writer.WriteString("currency", currency);
        writer.WriteString("short", Short(value, currency));
        writer.WriteString("long", Long(value, currency));
        writer.WriteEndObject();
    }

    private static string Long(decimal value, string currency)
    {
        int decimals = Math.Min(3, Currency.DecimalsOf(currency)); // no more are kept
        return Text(decimal.Round(value, decimals, MidpointRounding.AwayFromZero), currency, decimals == 0 ? "#,##0" : "#,##0." + new string('0', decimals), "");
    }

    private static string Short(decimal value, string currency)
    {
        (decimal least, string letter) = Array.Find(Scales, scale => Math.Abs(value) >= scale.Least);
        return Text(decimal.Round(value / Math.Max(1, least), 1, MidpointRounding.AwayFromZero), currency, "0.#", letter);
    }

    private static string Text(decimal value, string currency, string format, string letter)
    {
        string sign = Signs.GetValueOrDefault(currency) ?? currency + "\u00A0";
        return (value < 0 ? "-" : "") + sign + Math.Abs(value).ToString(format, CultureInfo.InvariantCulture) + letter;
    }
}
