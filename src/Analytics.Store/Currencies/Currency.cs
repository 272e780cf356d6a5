using System.Collections.Frozen;
using Analytics.Store.Ingest.Lists;

namespace Analytics.Store.Currencies;

/// <summary>The currencies of ISO 4217, those that were withdrawn too: old events go on being money. The Unicode CLDR lists them.</summary>
internal static class Currency
{
    /// <summary>What a code must be, as a sentence's end.</summary>
    public const string Rule = "must be a code of ISO 4217 in capital letters, such as EUR";

    private static readonly Lazy<FrozenDictionary<string, int>> Decimals = new(() =>
        ResourceText.Json("currencies.json").EnumerateObject().ToFrozenDictionary(c => c.Name, c => c.Value.GetInt32(), StringComparer.Ordinal));

    /// <summary>Whether it is the code of a currency, in capital letters: <c>EUR</c>.</summary>
    public static bool IsKnown(string code) => Decimals.Value.ContainsKey(code);

    /// <summary>How many decimals its amounts are written with, 0 to 4: 2 for EUR, 0 for JPY, 3 for KWD. 2 where the code is unknown.</summary>
    public static int DecimalsOf(string code) => Decimals.Value.GetValueOrDefault(code, 2);
}
