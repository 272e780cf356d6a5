using Amazon.DynamoDBv2.Model;
using Analytics.Store.Goals;
using Analytics.Store.Inputs;
using Analytics.Store.Ranges;
using Analytics.Store.Table;

namespace Analytics.Store;

public sealed partial class AnalyticsStore
{
    /// <summary>The kind of goal that a word names: <c>pageview</c> (also <c>page</c>) or <c>event</c>.</summary>
    /// <exception cref="AnalyticsInputException">The word is another one.</exception>
    public static GoalType ParseGoalType(string word) =>
        GoalWords.Types.TryGetValue(word == "pageview" ? "page" : word, out GoalType type)
            ? type
            : throw new AnalyticsInputException("type", "must be pageview or event");

    /// <summary>The comparison that a word names: <c>exact</c>, <c>contains</c>, <c>starts_with</c> or <c>regex</c>.</summary>
    /// <exception cref="AnalyticsInputException">The word is another one.</exception>
    public static GoalMatch ParseGoalMatch(string word) =>
        GoalWords.Matches.TryGetValue(word, out GoalMatch match)
            ? match
            : throw new AnalyticsInputException("matchType", "must be exact, contains, starts_with or regex");

    /// <summary>Makes a goal; a ConditionalCheckFailedException says that the id is taken.</summary>
    public PutItemRequest CreateGoalCommand(Goal goal) => WriteGoal.Create(Table, goal);

    /// <summary>Replaces a goal, if nobody changed it since <paramref name="before"/> was read (else a ConditionalCheckFailedException).</summary>
    public PutItemRequest UpdateGoalCommand(Goal before, Goal after) => WriteGoal.Update(Table, before, after);

    /// <summary>Removes a goal; succeeds where there is none.</summary>
    public DeleteItemRequest DeleteGoalCommand(string siteId, string goalId) => WriteGoal.Delete(Table, siteId, goalId);

    /// <summary>Removes a goal, if nobody changed or removed it since <paramref name="before"/> was read (else a ConditionalCheckFailedException).</summary>
    public DeleteItemRequest DeleteUnchangedGoalCommand(Goal before) => WriteGoal.Delete(Table, before);

    /// <summary>Reads a site's goals in the order of their ids.</summary>
    public QueryRequest ListGoalsCommand(string siteId, string? continuation = null) => WriteGoal.List(Table, siteId, continuation);

    /// <summary>The goals of the answer.</summary>
    public static ResultPage<Goal> ReadGoals(QueryResponse response) => new(
        [.. (response.Items ?? []).Select(GoalItem.Read)],
        response.LastEvaluatedKey is { Count: > 0 } last ? last[Names.SortKey].S[GoalKeys.GoalPrefix.Length..] : null);
}
