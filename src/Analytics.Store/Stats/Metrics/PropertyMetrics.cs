using System.Globalization;
using Analytics.Store.Stats.Dimensions;

namespace Analytics.Store.Stats.Metrics;

/// <summary>Reads the names of metrics of a property's numbers.</summary>
internal static class PropertyMetrics
{
    private const int TenthsOfAll = 1000;

    /// <summary>How they are named, for people.</summary>
    public const string Names =
        "numbers(event:props:NAME), and so sum, average, min, max, median and p1 to p99.9, and share(event:props:NAME,ABOVE,UP_TO)";

    /// <summary>Null where there is no such metric.</summary>
    public static Metric? TryParse(string name)
    {
        int open = name.IndexOf('(', StringComparison.Ordinal);
        if (open < 0 || !name.EndsWith(')'))
        {
            return null;
        }

        string function = name[..open], of = name[(open + 1)..^1];
        return function == "share" ? TryParseShare(name, of) : EventProperty.TryParse(of) is { } property ? Find(name, function, property) : null;
    }

    private static PropertyMetric? Find(string name, string function, EventProperty property) => function switch
    {
        "numbers" => new PropertyCount(name, property),
        "sum" => new PropertySum(name, property, isMean: false),
        "average" => new PropertySum(name, property, isMean: true),
        "min" => new PropertyExtreme(name, property, isGreatest: false),
        "max" => new PropertyExtreme(name, property, isGreatest: true),
        "median" => new PropertyPercentile(name, property, TenthsOfAll / 2),
        _ => TryParsePercentile(function) is { } tenths ? new PropertyPercentile(name, property, tenths) : null,
    };

    // p75, p99.9: one spelling of each, so that no two names mean one metric.
    private static int? TryParsePercentile(string function) =>
        function.StartsWith('p') && decimal.TryParse(function[1..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal percent)
        && percent is > 0 and < 100 && percent.ToString("0.#", CultureInfo.InvariantCulture) == function[1..]
            ? (int)(percent * 10)
            : null;

    // The property's name may hold commas: the bounds stand after the last two.
    private static PropertyShare? TryParseShare(string name, string of)
    {
        int second = of.LastIndexOf(','), first = second <= 0 ? -1 : of.LastIndexOf(',', second - 1);
        if (first < 0 || EventProperty.TryParse(of[..first]) is not { } property)
        {
            return null;
        }

        string above = of[(first + 1)..second], upTo = of[(second + 1)..];
        long? from = Bound(above), to = Bound(upTo);
        return from == PropertyNumber.None || to == PropertyNumber.None || (from is null && to is null) || from >= to ? null : new PropertyShare(name, property, from, to);
    }

    private static long? Bound(string text) => text.Length == 0 ? null : PropertyNumber.Parse(text);
}
