using System.Text.RegularExpressions;

namespace Analytics.Testing.Oracle;

/// <summary>A filter as on the wire: an operator over a dimension and clauses, or <c>and</c>, <c>or</c>, <c>not</c> over other filters.</summary>
public sealed record OracleFilter(string Operator, string Dimension, string[] Clauses, bool CaseSensitive, OracleFilter[] Parts)
{
    public static OracleFilter Leaf(string op, string dimension, string[] clauses, bool caseSensitive = true) =>
        new(op, dimension, clauses, caseSensitive, []);

    public static OracleFilter Of(string op, params OracleFilter[] parts) => new(op, "", [], true, parts);

    /// <summary>Every dimension named anywhere in it.</summary>
    public IEnumerable<string> Named() => Parts.Length == 0 ? [Dimension] : Parts.SelectMany(p => p.Named());

    /// <summary>Whether it holds, where the function gives the shown value of a dimension.</summary>
    public bool Holds(Func<string, string> valueOf) => Operator switch
    {
        "and" => Parts.All(p => p.Holds(valueOf)),
        "or" => Parts.Any(p => p.Holds(valueOf)),
        "not" => !Parts.Single().Holds(valueOf),
        _ when Operator.EndsWith("_not", StringComparison.Ordinal) => !Meets(Operator[..^4], valueOf(Dimension)),
        _ => Meets(Operator, valueOf(Dimension)),
    };

    private bool Meets(string op, string value)
    {
        StringComparison comparison = CaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return op switch
        {
            "is" => Clauses.Any(c => string.Equals(c, value, comparison)),
            "contains" => Clauses.Any(c => value.Contains(c, comparison)),
            "matches" => Clauses.Any(c => Regex.IsMatch(value, c, RegexOptions.CultureInvariant)),
            _ => throw new InvalidOperationException(op),
        };
    }
}
