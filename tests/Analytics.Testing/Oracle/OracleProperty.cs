using System.Globalization;
using System.Text.RegularExpressions;
using Analytics.Store.Events;

namespace Analytics.Testing.Oracle;

/// <summary>The numbers that properties are, and the figures of them: <c>p75(event:props:LCP)</c>.</summary>
public static partial class OracleProperty
{
    private const decimal Most = 9_000_000_000_000;

    /// <summary>Null for a text.</summary>
    public static decimal? NumberOf(string? text) =>
        text is { Length: <= 40 } && AsInJson().IsMatch(text) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) && Math.Abs(number) <= Most
            ? decimal.Round(number, 6, MidpointRounding.AwayFromZero)
            : null;

    /// <summary>The function, the key, and what else is given; null where the metric is no figure of a property.</summary>
    public static (string Function, string Key, string[] Bounds)? Parse(string metric)
    {
        Match match = Figure().Match(metric);
        return match.Success ? (match.Groups[1].Value, match.Groups[2].Value, [.. match.Groups.Values.Skip(3).Where(g => g.Success).Select(g => g.Value)]) : null;
    }

    public static OracleNumber Of((string Function, string Key, string[] Bounds) figure, IReadOnlyCollection<Event> events)
    {
        decimal[] numbers = [.. events.Select(e => NumberOf(e.Props.GetValueOrDefault(figure.Key))).OfType<decimal>().Order()];
        OracleNumber One(decimal value) => new(value, numbers.Length > 0 ? 1 : 0, 6, numbers.Length > 0) { MayBeNull = true };
        switch (figure.Function)
        {
            case "numbers": return OracleNumber.Count(numbers.Length);
            case "sum": return One(numbers.Sum());
            case "average": return One(numbers.Sum()) with { Divisor = numbers.Length };
            case "min": return One(numbers.FirstOrDefault());
            case "max": return One(numbers.LastOrDefault());
            case "share":
                int within = numbers.Count(n => !(NumberOf(figure.Bounds[0]) >= n) && !(NumberOf(figure.Bounds[1]) < n));
                return OracleNumber.Mean(100m * within, numbers.Length, 1) with { IsPercent = true, MayBeNull = true };
            default:
                decimal percent = figure.Function == "median" ? 50 : decimal.Parse(figure.Function[1..], CultureInfo.InvariantCulture);
                return One(numbers.FirstOrDefault(n => 100m * numbers.Count(other => other <= n) >= percent * numbers.Length));
        }
    }

    [GeneratedRegex("""^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?\z""")]
    private static partial Regex AsInJson();

    [GeneratedRegex("""^([a-z0-9.]+)\(event:props:(.+?)(?:,([^,]*),([^,]*))?\)$""", RegexOptions.Singleline)]
    private static partial Regex Figure();
}
