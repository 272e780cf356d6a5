using Amazon.DynamoDBv2.Model;
using Analytics.Store.Goals;
using Analytics.Store.Ranges;
using Analytics.Store.Table;

namespace Analytics.Store;

public sealed partial class AnalyticsStore
{
    /// <summary>Makes a goal; a ConditionalCheckFailedException says that the id is taken.</summary>
    public PutItemRequest CreateGoalCommand(Goal goal) => WriteGoal.Create(Table, goal);

    /// <summary>Replaces a goal, if nobody changed it since <paramref name="before"/> was read (else a ConditionalCheckFailedException).</summary>
    public PutItemRequest UpdateGoalCommand(Goal before, Goal after) => WriteGoal.Update(Table, before, after);

    /// <summary>Removes a goal; succeeds where there is none.</summary>
    public DeleteItemRequest DeleteGoalCommand(string siteId, string goalId) => WriteGoal.Delete(Table, siteId, goalId);

    /// <summary>Reads a site's goals in the order of their ids.</summary>
    public QueryRequest ListGoalsCommand(string siteId, string? continuation = null) => WriteGoal.List(Table, siteId, continuation);

    /// <summary>The goals of the answer.</summary>
    public static ResultPage<Goal> ReadGoals(QueryResponse response) => new(
        [.. (response.Items ?? []).Select(GoalItem.Read)],
        response.LastEvaluatedKey is { Count: > 0 } last ? last[Names.SortKey].S[GoalKeys.GoalPrefix.Length..] : null);
}
