using Analytics.Store.Inputs;
using System.Globalization;

namespace Analytics.Testing.Oracle;

/// <summary>A metric's number: a count (no divisor), or an amount to be divided.</summary>
/// <param name="Amount">What is counted or divided.</param>
/// <param name="Divisor">Null for a count; 0 where there is nothing to take a mean of.</param>
/// <param name="Decimals">How many are shown.</param>
/// <param name="Counts">Whether it makes a row appear.</param>
public sealed record OracleNumber(decimal Amount, decimal? Divisor, int Decimals, bool Counts)
{
    public bool IsPercent { get; init; }

    /// <summary>Whether the mean of nothing is nothing, and not 0.</summary>
    public bool MayBeNull { get; init; }

    /// <summary>Whether it is a moment, in milliseconds since 1970: of two nothing is a change.</summary>
    public bool IsMoment { get; init; }

    /// <summary>Of money.</summary>
    public string Currency { get; init; } = "";

    public bool IsOfNothing => Divisor == 0;

    /// <summary>What rows are sorted by.</summary>
    public decimal? Exact => Divisor is null ? Amount : Divisor != 0 ? Amount / Divisor : MayBeNull ? null : 0;

    public string Shown => Text(Exact is { } exact ? decimal.Round(exact, Decimals, MidpointRounding.AwayFromZero) : null, Exact is null ? "" : Currency);

    public static OracleNumber Count(decimal count) => new(count, null, 0, count != 0);

    public static OracleNumber Mean(decimal amount, int of, int decimals) => new(amount, of, decimals, of != 0);

    /// <summary>Unmistakable, without trailing zeros.</summary>
    public static string Text(decimal? value, string currency = "") => value is { } v
        ? $"{(v == 0 ? 0 : v).ToString("0.######", CultureInfo.InvariantCulture)}{(currency.Length > 0 ? " " + currency : "")}"
        : "null";

    /// <summary>How much it has changed since another: points of percentages, whole percent of all else; null where that cannot be said.</summary>
    public decimal? ChangeSince(OracleNumber earlier)
    {
        if (IsMoment || IsOfNothing || earlier.IsOfNothing || Currency != earlier.Currency)
        {
            return null;
        }

        decimal now = Exact!.Value, then = earlier.Exact!.Value;
        return IsPercent ? decimal.Round(now - then, 1, MidpointRounding.AwayFromZero)
            : now == 0 && then == 0 ? 0
            : then == 0 ? null
            : decimal.Round(100 * (now - then) / Math.Abs(then), 0, MidpointRounding.AwayFromZero);
    }
}
