using Amazon.DynamoDBv2.Model;
using Analytics.Testing.Simulation.Expressions;

namespace Analytics.Testing.Simulation.Table;

/// <summary>A write of one item, read and judged but not yet done.</summary>
/// <param name="Key">The item's key.</param>
/// <param name="Condition">Of the item before; an absent one has no attributes.</param>
/// <param name="After">The item after, from the one before; null where there is none.</param>
internal sealed record FakeWrite(
    RowKey Key,
    Predicate<Dictionary<string, AttributeValue>> Condition,
    Func<Dictionary<string, AttributeValue>?, Dictionary<string, AttributeValue>?> After)
{
    public static FakeWrite Put(
        FakeTable table, Dictionary<string, AttributeValue> item, string? condition, Dictionary<string, string>? names, Dictionary<string, AttributeValue>? values)
    {
        Dictionary<string, AttributeValue> stored = Values.Accept(item ?? throw Refusal.Invalid("Item must not be null"));
        RowKey key = table.KeyIn(stored);
        FakeTable.RequireSize(stored);
        return new FakeWrite(key, ReadCondition(condition, names, values), _ => stored);
    }

    public static FakeWrite Delete(
        FakeTable table, Dictionary<string, AttributeValue> key, string? condition, Dictionary<string, string>? names, Dictionary<string, AttributeValue>? values) =>
        new(table.KeyOf(key), ReadCondition(condition, names, values), static _ => null);

    /// <summary>A check of a transaction: nothing changes.</summary>
    public static FakeWrite Check(
        FakeTable table, Dictionary<string, AttributeValue> key, string condition, Dictionary<string, string>? names, Dictionary<string, AttributeValue>? values) =>
        new(table.KeyOf(key), ReadCondition(condition, names, values), static before => before);

    public static FakeWrite Update(
        FakeTable table,
        Dictionary<string, AttributeValue> key,
        string? update,
        string? condition,
        Dictionary<string, string>? names,
        Dictionary<string, AttributeValue>? values)
    {
        RowKey row = table.KeyOf(key);
        var scope = new Scope(names, values, update, condition);
        UpdateExpression parsed = UpdateExpression.Parse(update, scope);
        Predicate<Dictionary<string, AttributeValue>> holds = ConditionExpression.Parse(condition, scope);
        scope.RequireAllUsed();
        return new FakeWrite(row, holds, before =>
        {
            if (parsed.Paths.Any(p => p.Root == table.PartitionKey || p.Root == table.SortKey))
            {
                throw Refusal.Invalid("One or more parameter values were invalid: Cannot update attribute. This attribute is part of the key");
            }

            Dictionary<string, AttributeValue> after = parsed.Apply(before ?? Values.Accept(key));
            _ = table.KeyIn(after);
            FakeTable.RequireSize(after);
            return after;
        });
    }

    private static Predicate<Dictionary<string, AttributeValue>> ReadCondition(
        string? condition, Dictionary<string, string>? names, Dictionary<string, AttributeValue>? values)
    {
        var scope = new Scope(names, values, condition);
        var holds = ConditionExpression.Parse(condition, scope);
        scope.RequireAllUsed();
        return holds;
    }
}
