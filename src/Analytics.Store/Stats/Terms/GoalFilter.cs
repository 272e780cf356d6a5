using Analytics.Store.Stats.Filters;

namespace Analytics.Store.Stats.Terms;

/// <summary>Filters by goals, which only a site's own terms can name.</summary>
public static class GoalFilter
{
    /// <summary>Whether an event meets one of the goals so named.</summary>
    /// <param name="op"><see cref="FilterOperator.Is"/> or <see cref="FilterOperator.Contains"/>, of a goal's display name.</param>
    /// <param name="clauses">At least one. With <see cref="FilterOperator.Is"/> each must name a goal.</param>
    /// <param name="caseSensitive">Whether letters differ by case.</param>
    /// <param name="terms">The site's goals.</param>
    /// <param name="filter">The filter, where true is returned.</param>
    /// <param name="problem">What is wrong, as a sentence for the caller, where false is returned.</param>
    public static bool TryParse(
        FilterOperator op, IReadOnlyList<string> clauses, bool caseSensitive, SiteTerms terms, out Filter.MeetsGoal? filter, out string problem)
    {
        ArgumentNullException.ThrowIfNull(clauses);
        ArgumentNullException.ThrowIfNull(terms);
        StringComparison comparison = caseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        problem = clauses.Count == 0 ? "`event:goal` is compared with nothing: name at least one goal"
            : op is not (FilterOperator.Is or FilterOperator.Contains) ? "`event:goal` is compared by `is` or `contains`: take one of them"
            : op == FilterOperator.Is && clauses.FirstOrDefault(c => !terms.Goals.Any(g => string.Equals(g.Name, c, comparison))) is { } unknown
                ? $"the site has no goal `{unknown}`: add it to the site, or leave it out"
            : "";
        filter = problem.Length > 0 ? null : new Filter.MeetsGoal(op, clauses, caseSensitive, [.. terms.Goals.Where(goal => Names(goal.Name))]);
        return filter is not null;

        bool Names(string name) => Filter.MeetsGoal.Selects(op, clauses, comparison, name);
    }
}
