using System.Globalization;
using System.Text.RegularExpressions;

namespace Analytics.Testing.Oracle;

/// <summary>
/// A filter as on the wire: an operator over a dimension (or <c>segment</c>) and clauses, or <c>and</c>, <c>or</c>, <c>not</c>,
/// <c>has_done</c>, <c>has_not_done</c> over other filters.
/// </summary>
public sealed record OracleFilter(string Operator, string Dimension, string[] Clauses, bool CaseSensitive, OracleFilter[] Parts)
{
    public bool IsOfNumbers => Operator is ">" or ">=" or "<" or "<=" or "between";

    public bool IsBehaviour => Operator is "has_done" or "has_not_done";

    public static OracleFilter Leaf(string op, string dimension, string[] clauses, bool caseSensitive = true) =>
        new(op, dimension, clauses, caseSensitive, []);

    public static OracleFilter Of(string op, params OracleFilter[] parts) => new(op, "", [], true, parts);

    /// <summary>Every dimension named anywhere in it but in <c>has_done</c>.</summary>
    public IEnumerable<string> Named() => Leaves().Select(leaf => leaf.Dimension);

    /// <summary>Every comparison anywhere in it but in <c>has_done</c>.</summary>
    public IEnumerable<OracleFilter> Leaves() => IsBehaviour ? [] : Parts.Length == 0 ? [this] : Parts.SelectMany(p => p.Leaves());

    /// <summary>Every filter in it, itself and those in <c>has_done</c> included.</summary>
    public IEnumerable<OracleFilter> All() => [this, .. Parts.SelectMany(p => p.All())];

    /// <summary>With what the saved segments stand for in their places.</summary>
    public static OracleFilter[] Expand(IEnumerable<OracleFilter> list, IReadOnlyDictionary<int, OracleFilter[]> segments) =>
        [.. list.SelectMany(f => f is { Dimension: "segment", Clauses: [string one] } ? segments[Number(one)] : [f.Expanded(segments)])];

    /// <summary>Whether it holds of an event, its visit and page.</summary>
    public bool Holds(OracleSubject subject) => Operator switch
    {
        "and" => Parts.All(p => p.Holds(subject)),
        "or" => Parts.Any(p => p.Holds(subject)),
        "not" => !Parts.Single().Holds(subject),
        "has_done" => subject.HasDone(Parts.Single()),
        "has_not_done" => !subject.HasDone(Parts.Single()),
        _ when Operator.EndsWith("_not", StringComparison.Ordinal) => !subject.Values(Dimension).Any(value => Meets(Operator[..^4], value)),
        _ => subject.Values(Dimension).Any(Selects),
    };

    /// <summary>Whether a value meets one of the clauses of a positive comparison.</summary>
    public bool Selects(string value) => Meets(Operator, value);

    private OracleFilter Expanded(IReadOnlyDictionary<int, OracleFilter[]> segments) => Dimension == "segment"
        ? Of("or", [.. Clauses.Select(id => Of("and", segments[Number(id)]))])
        : this with { Parts = [.. Parts.Select(p => p.Expanded(segments))] };

    private bool Meets(string op, string value)
    {
        StringComparison comparison = CaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return op switch
        {
            "is" => Clauses.Any(c => string.Equals(c, value, comparison)),
            "contains" => Clauses.Any(c => value.Contains(c, comparison)),
            ">" => OracleProperty.NumberOf(value) > Bound(0),
            ">=" => OracleProperty.NumberOf(value) >= Bound(0),
            "<" => OracleProperty.NumberOf(value) < Bound(0),
            "<=" => OracleProperty.NumberOf(value) <= Bound(0),
            "between" => OracleProperty.NumberOf(value) >= Bound(0) && OracleProperty.NumberOf(value) <= Bound(1),
            "matches" => Clauses.Any(c => Regex.IsMatch(value, c, RegexOptions.CultureInvariant)),
            _ => throw new InvalidOperationException(op),
        };
    }

    private decimal? Bound(int clause) => OracleProperty.NumberOf(Clauses[clause]);

    private static int Number(string id) => int.Parse(id, CultureInfo.InvariantCulture);
}
