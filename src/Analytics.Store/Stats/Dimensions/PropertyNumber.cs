using System.Globalization;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>
/// The number that a property's text is, in millionths. A number is written as in JSON: <c>12</c>, <c>-0.5</c>, <c>1e3</c>; <c>007</c>,
/// <c>1,5</c>, <c>NaN</c> are texts. Beyond six decimals it is rounded, half away from zero; beyond nine million millions it is a text.
/// </summary>
/// <remarks>Properties are stored as the texts that they came as, so a day answers alike whenever it was recorded.</remarks>
internal static class PropertyNumber
{
    /// <summary>What stands for a text that is no number.</summary>
    public const long None = long.MinValue;

    /// <summary>A whole one.</summary>
    public const long One = 1_000_000;

    /// <summary>The greatest number, and the least with a minus before it.</summary>
    public const long Most = 9_000_000_000_000;

    private const int MaxLength = 40;
    private const int Decimals = 6;
    private const int PlainLength = 12; // whole digits that cannot exceed Most

    public static long Parse(string text) => TryPlain(text) ?? ParseAny(text);

    // Nearly all numbers are written so, and a block has thousands of them.
    private static long? TryPlain(string text)
    {
        int first = text.StartsWith('-') ? 1 : 0, whole = 0, decimals = -1;
        long number = 0;
        for (int at = first; at < text.Length; at++)
        {
            char c = text[at];
            if (char.IsAsciiDigit(c))
            {
                number = (number * 10) + (c - '0');
                _ = decimals < 0 ? whole++ : decimals++;
            }
            else if (c == '.' && decimals < 0)
            {
                decimals = 0;
            }
            else
            {
                return null;
            }

            if (whole > PlainLength || decimals > Decimals)
            {
                return null;
            }
        }

        if (whole == 0 || decimals == 0 || (whole > 1 && text[first] == '0'))
        {
            return null;
        }

        for (int place = Math.Max(0, decimals); place < Decimals; place++)
        {
            number *= 10;
        }

        return first == 0 ? number : -number;
    }

    private static long ParseAny(string text) =>
        IsWrittenAsNumber(text) && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out decimal number)
        && Math.Abs(number) <= Most
            ? (long)decimal.Round(number * One, MidpointRounding.AwayFromZero)
            : None;

    /// <summary>In one spelling, without needless zeros.</summary>
    public static string Write(long millionths) => (millionths / (decimal)One).ToString("0.######", CultureInfo.InvariantCulture);

    // JSON's grammar: what a spreadsheet or a person may take for a number is not one for sure.
    private static bool IsWrittenAsNumber(string text)
    {
        int at = text.StartsWith('-') ? 1 : 0;
        int whole = Digits(text, at);
        if (text.Length > MaxLength || whole == 0 || (whole > 1 && text[at] == '0'))
        {
            return false;
        }

        at += whole;
        if (at < text.Length && text[at] == '.')
        {
            int decimals = Digits(text, at + 1);
            at = decimals == 0 ? text.Length + 1 : at + 1 + decimals;
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at += at + 1 < text.Length && text[at + 1] is '+' or '-' ? 2 : 1;
            int exponent = Digits(text, at);
            at = exponent == 0 ? text.Length + 1 : at + exponent;
        }

        return at == text.Length;
    }

    private static int Digits(string text, int from)
    {
        int count = 0;
        while (from + count < text.Length && char.IsAsciiDigit(text[from + count]))
        {
            count++;
        }

        return count;
    }
}
