using Analytics.Store.Currencies;

namespace Analytics.Store.Stats.Metrics;

/// <summary>Currencies as numbers, so that sums can tell which one they are in.</summary>
internal static class CurrencyCode
{
    /// <summary>Of no money at all.</summary>
    public const long None = 0;

    /// <summary>Of several currencies together.</summary>
    public const long Several = -1;

    private const int Bits = 16;

    /// <summary>The number of a currency's code; <see cref="None"/> where it is the code of none.</summary>
    public static long Of(string code)
    {
        if (!Currency.IsKnown(code))
        {
            return None;
        }

        long number = 0;
        foreach (char letter in code)
        {
            number = (number << Bits) | letter;
        }

        return number;
    }

    /// <summary>The code; null where there is none or several.</summary>
    public static string? TextOf(long number)
    {
        string code = "";
        for (long left = number; left > 0; left >>= Bits)
        {
            code = (char)(left & 0xFFFF) + code;
        }

        return code.Length == 0 ? null : code;
    }

    /// <summary>That of two sums together.</summary>
    public static long Together(long one, long other) => one == None || one == other ? other : other == None ? one : Several;
}
