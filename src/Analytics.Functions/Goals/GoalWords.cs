using Analytics.Store.Goals;

namespace Analytics.Functions.Goals;

/// <summary>The words of the API for the kinds of goals.</summary>
internal static class GoalWords
{
    public static IReadOnlyDictionary<string, GoalType> Types { get; } = new Dictionary<string, GoalType>(StringComparer.Ordinal)
    {
        ["event"] = GoalType.Event,
        ["page"] = GoalType.Pageview,
    };

    public static IReadOnlyDictionary<string, GoalMatch> Matches { get; } = new Dictionary<string, GoalMatch>(StringComparer.Ordinal)
    {
        ["exact"] = GoalMatch.Exact,
        ["contains"] = GoalMatch.Contains,
        ["starts_with"] = GoalMatch.StartsWith,
        ["regex"] = GoalMatch.Regex,
    };

    /// <summary>The name of a goal that was given none.</summary>
    public static string NameOf(Goal goal)
    {
        string name = goal.Type == GoalType.Event ? goal.Pattern
            : goal.ScrollThreshold is { } percent ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Scroll {percent}% of {goal.Pattern}")
            : $"Visit {goal.Pattern}";
        return name.Length <= 200 ? name : name[..200];
    }
}
