using System.Text.Json.Serialization;
using Analytics.Store.Goals;
using Analytics.Store.Inputs;
using Analytics.Store.Stats.Filters;

namespace Analytics.Functions.Goals;

/// <summary>A goal as it is asked for and changed: what is absent stays as it is.</summary>
internal sealed class GoalForm
{
    public string? Name { get; set; }
    public string? Type { get; set; }
    public string? Pattern { get; set; }
    public string? Match { get; set; }
    public string? MatchType { get; set; }
    public Dictionary<string, string>? Properties { get; set; }
    public int? Scroll { get; set; }
    public decimal? Value { get; set; }
    public bool? IsActive { get; set; }

    /// <summary>A goal with what the form says over it.</summary>
    /// <param name="before">The goal as it is; of a new one, empty.</param>
    /// <param name="faults">What is wrong with the form; the goal is of no use then.</param>
    public Goal Over(Goal before, List<InputFault> faults)
    {
        if (Match is not null && MatchType is not null)
        {
            faults.Add(new InputFault("matchType", "is another name of match: leave one of them out"));
        }

        string? match = Match ?? MatchType;
        Goal goal = before with
        {
            Type = Type is null ? before.Type : GoalWords.Types.TryGetValue(Type, out GoalType type) ? type : Unknown<GoalType>("type", GoalWords.Types.Keys, faults),
            Pattern = Pattern ?? before.Pattern,
            MatchType = match is null ? before.MatchType
                : GoalWords.Matches.TryGetValue(match, out GoalMatch kind) ? kind
                : Unknown<GoalMatch>(Match is null ? "matchType" : "match", GoalWords.Matches.Keys, faults),
            Properties = Properties ?? before.Properties,
            ScrollThreshold = Scroll ?? before.ScrollThreshold,
            Value = Value ?? before.Value,
            IsActive = IsActive ?? before.IsActive,
        };
        if (goal.MatchType == GoalMatch.Regex && !IsUsable(goal.Pattern))
        {
            faults.Add(new InputFault("pattern", "is not a regular expression that questions can use: see the limits of `matches`"));
        }

        return goal with { Name = Name?.Trim() ?? (before.Name.Length > 0 ? before.Name : GoalName.Of(goal)) };
    }

    private static T Unknown<T>(string field, IEnumerable<string> words, List<InputFault> faults) where T : struct
    {
        faults.Add(new InputFault(field, $"must be one of: {string.Join(", ", words)}"));
        return default;
    }

    private static bool IsUsable(string pattern)
    {
        try
        {
            _ = Filter.Where("event:page", FilterOperator.Matches, pattern);
            return true;
        }
        catch (AnalyticsInputException)
        {
            return false;
        }
    }
}

/// <summary>A goal as it is answered.</summary>
internal sealed record GoalView(
    string Id, string Name, string Type, string Pattern, string Match, IReadOnlyDictionary<string, string>? Properties, int? Scroll, decimal? Value, bool IsActive, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static GoalView Of(Goal goal) => new(
        goal.Id,
        goal.Name,
        GoalWords.Types.First(word => word.Value == goal.Type).Key,
        goal.Pattern,
        GoalWords.Matches.First(word => word.Value == goal.MatchType).Key,
        goal.Properties.Count == 0 ? null : goal.Properties,
        goal.ScrollThreshold,
        goal.Value,
        goal.IsActive,
        goal.CreatedAt,
        goal.UpdatedAt);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(GoalForm))]
[JsonSerializable(typeof(GoalView))]
internal sealed partial class GoalsJson : JsonSerializerContext;
