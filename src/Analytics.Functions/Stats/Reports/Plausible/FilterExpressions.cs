using System.Text;
using System.Text.RegularExpressions;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Terms;

namespace Analytics.Functions.Stats.Reports.Plausible;

/// <summary>
/// <c>filters</c> of Plausible's Stats API v1: <c>visit:source==Google|Bing;event:page!=/blog*</c>. <c>;</c> joins what must all hold,
/// <c>|</c> is any of several values, <c>\|</c> a bar, <c>*</c> anything. A value is compared as a whole.
/// </summary>
/// <remarks>What Plausible drops or reads as something else is refused: a filter that is lost makes every number another.</remarks>
internal sealed partial class FilterExpressions
{
    private const string Form = "must be expressions such as visit:source==Google|Bing, joined by ;";

    private readonly List<Filter> _all = [];
    private readonly List<string> _problems = [];
    private readonly HashSet<string> _properties = new(StringComparer.Ordinal);

    private FilterExpressions()
    {
    }

    /// <summary>All of them hold.</summary>
    public Filter Filter => new Filter.And(_all);

    /// <summary>What is wrong, expression by expression.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The properties that are compared.</summary>
    public IReadOnlyCollection<string> Properties => _properties;

    public static FilterExpressions Parse(string text, SiteTerms terms)
    {
        var filters = new FilterExpressions();
        foreach (string expression in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (filters.ProblemOf(expression, terms) is { } problem)
            {
                filters._problems.Add($"`{expression}` {problem}");
            }
        }

        return filters;
    }

    private string? ProblemOf(string expression, SiteTerms terms)
    {
        if (Operators().Split(expression) is not [string left, string op, string right])
        {
            return Operators().Count(expression) == 0 ? $"compares nothing: {Form}" : "has more than one == or !=: join expressions by ;";
        }

        string property = left.Trim(), value = right.Trim();
        if (!PlausibleProperties.IsKnown(property))
        {
            return $"names the property `{property}`, which is unknown: take one of {PlausibleProperties.Names}";
        }

        _ = _properties.Add(property);
        string[] clauses = [.. Bars().Split(value).Select(one => one.Trim().Replace("\\|", "|", StringComparison.Ordinal))];
        bool isNot = op == "!=", hasStar = value.Contains('*', StringComparison.Ordinal);
        return clauses.Contains("") ? "lacks a value: write one on each side of a bar"
            : property == "event:goal" ? (isNot ? "negates a goal: goals are compared by == alone" : ProblemOfGoals(clauses, terms))
            : isNot && clauses.Length > 1 ? "negates a list: write an expression for each value, joined by ;"
            : hasStar && clauses.Length > 1 ? "has a list with *: ask for each pattern in a question of its own"
            : property == "visit:country" && hasStar ? "has * in a country: write its code, such as EE"
            : ProblemOfValues((PropertyDimension)terms.FindDimension(property)!, isNot, clauses, hasStar);
    }

    private string? ProblemOfGoals(string[] names, SiteTerms terms)
    {
        if (GoalFilter.TryParse(FilterOperator.Is, names, caseSensitive: true, terms, out Filter.MeetsGoal? goals, out string problem))
        {
            _all.Add(goals!);
            return null;
        }

        return "is not answered: " + problem;
    }

    private string? ProblemOfValues(PropertyDimension dimension, bool isNot, string[] values, bool isPattern)
    {
        FilterOperator op = isPattern ? (isNot ? FilterOperator.MatchesNot : FilterOperator.Matches) : isNot ? FilterOperator.IsNot : FilterOperator.Is;
        if (Filter.TryWhere(dimension, op, isPattern ? [Pattern(values[0])] : ForeignNames.AddOurs(dimension.Name, op, values), caseSensitive: true, out Filter.Leaf? leaf, out string problem))
        {
            _all.Add(leaf!);
            return null;
        }

        return "is not answered: " + (isPattern ? "it is too long for a pattern, which has at most some 400 characters" : problem);
    }

    private static string Pattern(string value)
    {
        var pattern = new StringBuilder(@"(?s)\A");
        string[] parts = value.Split('*');
        for (int i = 0; i < parts.Length; i++)
        {
            // Several stars in a row are one.
            _ = pattern.Append(i == 0 || (parts[i].Length == 0 && i < parts.Length - 1) ? "" : ".*").Append(Regex.Escape(parts[i]));
        }

        return pattern.Append(@"\z").ToString();
    }

    [GeneratedRegex("(==|!=)")]
    private static partial Regex Operators();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bars();
}
