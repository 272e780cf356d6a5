using Amazon.DynamoDBv2.Model;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Goals;

/// <summary>Makes, replaces, removes and lists goals.</summary>
internal static class WriteGoal
{
    /// <summary>Fails with ConditionalCheckFailedException where the id is taken.</summary>
    public static PutItemRequest Create(string table, Goal goal) => EditedItem.Create(table, GoalItem.Write(goal));

    /// <summary>Fails with ConditionalCheckFailedException where the goal is gone or was changed since <paramref name="before"/> was read.</summary>
    public static PutItemRequest Update(string table, Goal before, Goal after)
    {
        new InputFaults()
            .Require(before.Id == after.Id, "id", "may not change")
            .Require(before.SiteId == after.SiteId, "siteId", "may not change")
            .ThrowIfAny();
        return EditedItem.Replace(table, GoalItem.Write(after), before.UpdatedAt);
    }

    /// <summary>Succeeds where there is no such goal.</summary>
    public static DeleteItemRequest Delete(string table, string siteId, string goalId) =>
        new() { TableName = table, Key = GoalKeys.Goal(SiteId.Parse(siteId), GoalId.Parse(goalId, "goalId")).ToAttributes() };

    /// <summary>Fails with ConditionalCheckFailedException where it is gone or was changed since <paramref name="before"/> was read.</summary>
    public static DeleteItemRequest Delete(string table, Goal before) => EditedItem.Delete(table, GoalKeys.Goal(SiteId.Parse(before.SiteId), GoalId.Parse(before.Id, "goalId")), before.UpdatedAt);

    public static QueryRequest List(string table, string siteId, string? after) => new()
    {
        TableName = table,
        KeyConditionExpression = "#pk = :pk AND begins_with(#sk, :goal)",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#sk"] = Names.SortKey },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue>
        {
            [":pk"] = Attributes.Text(SiteKeys.Partition(SiteId.Parse(siteId))),
            [":goal"] = Attributes.Text(GoalKeys.GoalPrefix),
        },
        ExclusiveStartKey = after is null ? null : GoalKeys.Goal(SiteId.Parse(siteId), GoalId.Parse(after, "after")).ToAttributes(),
    };
}
