namespace Analytics.Store.Goals;

/// <summary>The words for kinds of goals and for comparisons, in requests and answers of the HTTP API. Of several words for one thing the first is answered.</summary>
internal static class GoalWords
{
    public static IReadOnlyDictionary<string, GoalType> Types { get; } = new Dictionary<string, GoalType>(StringComparer.Ordinal)
    {
        ["event"] = GoalType.Event,
        ["page"] = GoalType.Pageview,
        ["pageview"] = GoalType.Pageview,
    };

    public static IReadOnlyDictionary<string, GoalMatch> Matches { get; } = new Dictionary<string, GoalMatch>(StringComparer.Ordinal)
    {
        ["exact"] = GoalMatch.Exact,
        ["contains"] = GoalMatch.Contains,
        ["starts_with"] = GoalMatch.StartsWith,
        ["startsWith"] = GoalMatch.StartsWith,
        ["regex"] = GoalMatch.Regex,
    };
}
