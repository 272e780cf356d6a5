using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Analytics.Testing.Simulation.Table;

/// <summary>Up to a hundred writes, all or none.</summary>
internal static class FakeTransaction
{
    public static TransactWriteItemsResponse Write(Func<string, FakeTable> tables, TransactWriteItemsRequest request, DateTimeOffset now)
    {
        Known.Only(request, "TransactItems", "ClientRequestToken", "ReturnConsumedCapacity");
        if (request.TransactItems is not { Count: > 0 and <= 100 })
        {
            throw Refusal.Invalid("Member must have length between 1 and 100");
        }

        List<Part> parts = request.TransactItems.ConvertAll(item => Read(tables, item));
        if (parts.DistinctBy(p => (p.Name, p.Write.Key)).Count() < parts.Count)
        {
            throw Refusal.Invalid("Transaction request cannot include multiple operations on one item");
        }

        List<CancellationReason> reasons = parts.ConvertAll(part => Reason(part));
        if (reasons.Any(r => r.Code != "None"))
        {
            string codes = string.Join(", ", reasons.Select(r => r.Code));
            throw new TransactionCanceledException($"Transaction cancelled, please refer cancellation reasons for specific reasons [{codes}]")
            {
                ErrorCode = "TransactionCanceledException",
                CancellationReasons = reasons,
            };
        }

        Dictionary<string, double> units = new(StringComparer.Ordinal);
        foreach (Part part in parts)
        {
            Dictionary<string, AttributeValue>? before = part.Table.Find(part.Write.Key), after = part.Write.After(before);
            part.Table.Replace(part.Write.Key, after, now);
            units[part.Name] = units.GetValueOrDefault(part.Name) + (2 * Capacity.Write(before, after));
        }

        return new TransactWriteItemsResponse
        {
            ConsumedCapacity = request.ReturnConsumedCapacity is null ? null : [.. units.Select(u => Capacity.Of(u.Key, u.Value))],
        };
    }

    private sealed record Part(FakeTable Table, string Name, FakeWrite Write, ReturnValuesOnConditionCheckFailure? OnFailure);

    private static Part Read(Func<string, FakeTable> tables, TransactWriteItem item)
    {
        if (new object?[] { item.Put, item.Update, item.Delete, item.ConditionCheck }.Count(o => o is not null) != 1)
        {
            throw Refusal.Invalid("TransactItems can only contain one of Check, Put, Update or Delete");
        }

        return item switch
        {
            { Put: { } o } when tables(o.TableName) is var t => new Part(t, o.TableName, FakeWrite.Put(t, o.Item, o.ConditionExpression, o.ExpressionAttributeNames, o.ExpressionAttributeValues), o.ReturnValuesOnConditionCheckFailure),
            { Update: { } o } when tables(o.TableName) is var t => new Part(t, o.TableName, FakeWrite.Update(t, o.Key, o.UpdateExpression, o.ConditionExpression, o.ExpressionAttributeNames, o.ExpressionAttributeValues), o.ReturnValuesOnConditionCheckFailure),
            { Delete: { } o } when tables(o.TableName) is var t => new Part(t, o.TableName, FakeWrite.Delete(t, o.Key, o.ConditionExpression, o.ExpressionAttributeNames, o.ExpressionAttributeValues), o.ReturnValuesOnConditionCheckFailure),
            { ConditionCheck: { } o } when tables(o.TableName) is var t => new Part(t, o.TableName, FakeWrite.Check(t, o.Key, o.ConditionExpression, o.ExpressionAttributeNames, o.ExpressionAttributeValues), o.ReturnValuesOnConditionCheckFailure),
            _ => throw new InvalidOperationException("One of the four is set."),
        };
    }

    // An update that cannot be computed cancels the transaction; it does not make the request invalid.
    private static CancellationReason Reason(Part part)
    {
        Dictionary<string, AttributeValue>? before = part.Table.Find(part.Write.Key);
        if (!part.Write.Condition(before ?? []))
        {
            return new CancellationReason
            {
                Code = "ConditionalCheckFailed",
                Message = "The conditional request failed",
                Item = part.OnFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD && before is not null ? Values.Copy(before) : null,
            };
        }

        try
        {
            _ = part.Write.After(before);
            return new CancellationReason { Code = "None" };
        }
        catch (AmazonDynamoDBException invalid) when (invalid.ErrorCode == "ValidationException")
        {
            return new CancellationReason { Code = "ValidationError", Message = invalid.Message };
        }
    }
}
