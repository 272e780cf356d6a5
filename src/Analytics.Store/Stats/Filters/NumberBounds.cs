using Analytics.Store.Stats.Dimensions;

namespace Analytics.Store.Stats.Filters;

/// <summary>Which numbers a filter lets through, in millionths, both bounds included.</summary>
internal readonly record struct NumberBounds(long Least, long Greatest)
{
    private const long Beyond = PropertyNumber.Most * PropertyNumber.One + 1;

    /// <summary>Why such a filter cannot be; null where it can.</summary>
    public static string? ProblemWith(PropertyDimension dimension, FilterOperator op, IReadOnlyList<string> clauses, bool caseSensitive)
    {
        int wanted = op == FilterOperator.Between ? 2 : 1;
        return dimension is not EventProperty ? $"`{dimension}` has texts: numbers are compared with those of `event:props:NAME` only"
            : !caseSensitive ? "`case_sensitive` does not go with numbers: leave it out"
            : clauses.FirstOrDefault(clause => PropertyNumber.Parse(clause) == PropertyNumber.None) is { } text
                ? $"`{text}` is no number: write one such as 12.5, between -9,000,000,000,000 and 9,000,000,000,000"
            : clauses.Count != wanted ? wanted == 2 ? "`between` takes two numbers: give the least and the greatest" : "numbers are compared with one: give one number"
            : wanted == 2 && PropertyNumber.Parse(clauses[0]) > PropertyNumber.Parse(clauses[1]) ? $"`{clauses[0]}` is above `{clauses[1]}`: give the least number first"
            : null;
    }

    /// <summary>Those of a filter that can be.</summary>
    public static NumberBounds Of(FilterOperator op, IReadOnlyList<string> clauses)
    {
        long first = PropertyNumber.Parse(clauses[0]);
        return op switch
        {
            FilterOperator.Above => new(first + 1, Beyond),
            FilterOperator.AtLeast => new(first, Beyond),
            FilterOperator.Below => new(-Beyond, first - 1),
            FilterOperator.AtMost => new(-Beyond, first),
            _ => new(first, PropertyNumber.Parse(clauses[1])),
        };
    }

    /// <summary>False for <see cref="PropertyNumber.None"/>.</summary>
    public bool Hold(long number) => number >= Least && number <= Greatest;
}
