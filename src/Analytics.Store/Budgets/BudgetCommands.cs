using Amazon.DynamoDBv2.Model;
using Analytics.Store.Table;

namespace Analytics.Store.Budgets;

/// <summary>How many events the whole deployment has taken on a day in UTC: about, for a guard against a bill, not for a number that anybody is shown.</summary>
internal static class BudgetCommands
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(3);

    /// <summary>Adds what one instance took, and answers the sum of all: one write unit for a minute or a thousand events.</summary>
    public static UpdateItemRequest Add(string table, DateOnly day, long events) => new()
    {
        TableName = table,
        Key = BudgetKeys.Budget(day).ToAttributes(),
        UpdateExpression = "SET #_ = :_, #ttl = :ttl ADD #events :events",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#_"] = Names.Entity, ["#ttl"] = Names.TimeToLive, ["#events"] = Names.EventCount },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue>
        {
            [":_"] = Attributes.Text(Entity.Budget),
            [":ttl"] = Attributes.Expiry(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) + Keep),
            [":events"] = Attributes.Number(events),
        },
        ReturnValues = Amazon.DynamoDBv2.ReturnValue.ALL_NEW,
    };

    public static GetItemRequest Get(string table, DateOnly day) => new() { TableName = table, Key = BudgetKeys.Budget(day).ToAttributes() };

    /// <summary>The sum; 0 where nothing is stored.</summary>
    public static long Read(Dictionary<string, AttributeValue>? item)
    {
        if (item is null or { Count: 0 })
        {
            return 0;
        }

        Entity.Require(item, Entity.Budget);
        return item.RequiredNumber(Names.EventCount);
    }
}
