using Analytics.Store.Goals;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;

namespace Analytics.Store.Stats.Terms;

/// <summary>A goal as questions know it: its display name, and which events meet it.</summary>
internal sealed record NamedGoal(string Name, Filter IsMet)
{
    private static readonly PropertyDimension EventName = new EventNameDimension();
    private static readonly PropertyDimension Path = new EventPath();
    private static readonly Filter IsPageview = Filter.Where("event:name", FilterOperator.Is, Events.EventName.Pageview);

    /// <summary>The filter that lets through what meets it.</summary>
    public Filter.MeetsGoal AsFilter => new(FilterOperator.Is, [Name], caseSensitive: true, IsMet);

    public static NamedGoal Of(Goal goal) => new(goal.Name, goal.Type switch
    {
        GoalType.Event => new Filter.And([new Filter.Not(IsPageview), Fits(EventName, goal)]),
        _ when goal.ScrollThreshold is { } percent => new Filter.And([IsPageview, Fits(Path, goal), new Filter.ScrolledTo(percent)]),
        _ => new Filter.And([IsPageview, Fits(Path, goal)]),
    });

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
