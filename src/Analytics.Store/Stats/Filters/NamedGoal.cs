using Analytics.Store.Goals;
using Analytics.Store.Stats.Dimensions;

namespace Analytics.Store.Stats.Filters;

/// <summary>A goal as questions know it: its display name, which events meet it, and what each of them is worth; null for nothing.</summary>
internal sealed record NamedGoal(string Name, Filter IsMet, decimal? Value)
{
    private static readonly PropertyDimension EventName = new EventNameDimension();
    private static readonly PropertyDimension Path = new EventPath();
    private static readonly Filter IsPageview = Filter.Where("event:name", FilterOperator.Is, Events.EventName.Pageview);

    /// <summary>The filter that lets through what meets it.</summary>
    public Filter.MeetsGoal AsFilter => new(FilterOperator.Is, [Name], caseSensitive: true, [this]);

    public static NamedGoal Of(Goal goal) => new(
        goal.Name,
        new Filter.And([
            .. goal.Type == GoalType.Event ? (Filter[])[new Filter.Not(IsPageview), Fits(EventName, goal)] : [IsPageview, Fits(Path, goal)],
            .. goal.Properties.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => Filter.Where("event:props:" + p.Key, FilterOperator.Is, p.Value)),
            .. goal.ScrollThreshold is { } percent ? [new Filter.ScrolledTo(percent)] : (Filter[])[],
        ]),
        goal.Value);

    // A regular expression beyond the limits of filters is met by nothing.
    private static Filter Fits(PropertyDimension dimension, Goal goal) =>
        Filter.TryWhere(dimension, OperatorOf(goal.MatchType), [goal.Pattern], caseSensitive: true, out Filter.Leaf? leaf, out _) ? leaf! : new Filter.Or([]);

    private static FilterOperator OperatorOf(GoalMatch match) => match switch
    {
        GoalMatch.Contains => FilterOperator.Contains,
        GoalMatch.StartsWith => FilterOperator.StartsWith,
        GoalMatch.Regex => FilterOperator.Matches,
        _ => FilterOperator.Is,
    };
}
