using System.Globalization;
using System.Text.RegularExpressions;

namespace Analytics.Store.Stats.Filters;

/// <summary>A regular expression from a stranger: matched in time linear to the text, and small.</summary>
internal static partial class FilterPattern
{
    private const int MaxLength = 500;
    private const int MaxRepeats = 1_000;

    /// <summary>Null where it is no regular expression, needs backtracking, or is too large.</summary>
    public static Regex? TryParse(string text)
    {
        if (text.Length > MaxLength || Repeats(text) > MaxRepeats)
        {
            return null;
        }

        try
        {
            return new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    // {1000} is written in six characters and costs a thousand states, nested ones their product: so bound the product of all of them.
    private static double Repeats(string text)
    {
        double product = 1;
        foreach (Match match in Counted().Matches(text))
        {
            foreach (Group digits in match.Groups.Values.Skip(1).Where(g => g.Length > 0))
            {
                product *= Math.Max(1, double.Parse(digits.ValueSpan, CultureInfo.InvariantCulture));
            }
        }

        return product;
    }

    [GeneratedRegex("""\{([0-9]+),?([0-9]*)\}""")]
    private static partial Regex Counted();
}
