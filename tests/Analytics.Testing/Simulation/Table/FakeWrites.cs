using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Testing.Simulation.Expressions;

namespace Analytics.Testing.Simulation.Table;

/// <summary>One item written, or a batch of them one after the other.</summary>
internal static class FakeWrites
{
    private const string Failed = "The conditional request failed";

    public static PutItemResponse Put(FakeTable table, PutItemRequest request, DateTimeOffset now)
    {
        Known.Only(request, "TableName", "Item", "ConditionExpression", "ExpressionAttributeNames", "ExpressionAttributeValues", "ReturnValues", "ReturnValuesOnConditionCheckFailure", "ReturnConsumedCapacity");
        FakeWrite write = FakeWrite.Put(table, request.Item, request.ConditionExpression, request.ExpressionAttributeNames, request.ExpressionAttributeValues);
        Dictionary<string, AttributeValue>? before = Apply(table, write, request.ReturnValuesOnConditionCheckFailure, now);
        return new PutItemResponse
        {
            Attributes = OldOnly(request.ReturnValues) && before is not null ? Values.Copy(before) : null,
            ConsumedCapacity = request.ReturnConsumedCapacity is null ? null : Capacity.Of(request.TableName, Capacity.Write(before, write.After(before))),
        };
    }

    public static DeleteItemResponse Delete(FakeTable table, DeleteItemRequest request, DateTimeOffset now)
    {
        Known.Only(request, "TableName", "Key", "ConditionExpression", "ExpressionAttributeNames", "ExpressionAttributeValues", "ReturnValues", "ReturnValuesOnConditionCheckFailure", "ReturnConsumedCapacity");
        FakeWrite write = FakeWrite.Delete(table, request.Key, request.ConditionExpression, request.ExpressionAttributeNames, request.ExpressionAttributeValues);
        Dictionary<string, AttributeValue>? before = Apply(table, write, request.ReturnValuesOnConditionCheckFailure, now);
        return new DeleteItemResponse
        {
            Attributes = OldOnly(request.ReturnValues) && before is not null ? Values.Copy(before) : null,
            ConsumedCapacity = request.ReturnConsumedCapacity is null ? null : Capacity.Of(request.TableName, Capacity.Write(before, null)),
        };
    }

    public static UpdateItemResponse Update(FakeTable table, UpdateItemRequest request, DateTimeOffset now)
    {
        Known.Only(request, "TableName", "Key", "UpdateExpression", "ConditionExpression", "ExpressionAttributeNames", "ExpressionAttributeValues", "ReturnValues", "ReturnValuesOnConditionCheckFailure", "ReturnConsumedCapacity");
        FakeWrite write = FakeWrite.Update(table, request.Key, request.UpdateExpression, request.ConditionExpression, request.ExpressionAttributeNames, request.ExpressionAttributeValues);
        Dictionary<string, AttributeValue>? before = Apply(table, write, request.ReturnValuesOnConditionCheckFailure, now);
        Dictionary<string, AttributeValue>? answer = request.ReturnValues == ReturnValue.ALL_NEW ? table.Find(write.Key) : OldOnly(request.ReturnValues) ? before : null;
        return new UpdateItemResponse
        {
            Attributes = answer is null ? null : Values.Copy(answer),
            ConsumedCapacity = request.ReturnConsumedCapacity is null ? null : Capacity.Of(request.TableName, Capacity.Write(before, table.Find(write.Key))),
        };
    }

    public static BatchWriteItemResponse Batch(Func<string, FakeTable> tables, BatchWriteItemRequest request, DateTimeOffset now)
    {
        Known.Only(request, "RequestItems", "ReturnConsumedCapacity");
        if (request.RequestItems is not { Count: > 0 } || request.RequestItems.Values.Any(v => v.Count == 0) || request.RequestItems.Values.Sum(v => v.Count) is 0 or > 25)
        {
            throw Refusal.Invalid("Too many items requested for the BatchWriteItem call, or none");
        }

        List<(FakeTable Table, string Name, FakeWrite Write)> writes = [];
        foreach ((string name, List<WriteRequest> requests) in request.RequestItems)
        {
            FakeTable table = tables(name);
            writes.AddRange(requests.Select(r => (table, name, r switch
            {
                { PutRequest: { } put, DeleteRequest: null } => FakeWrite.Put(table, put.Item, null, null, null),
                { PutRequest: null, DeleteRequest: { } delete } => FakeWrite.Delete(table, delete.Key, null, null, null),
                _ => throw Refusal.Invalid("Supplied AttributeValue has more than one datatypes set, or none"),
            })));
        }

        if (writes.DistinctBy(w => (w.Name, w.Write.Key)).Count() < writes.Count)
        {
            throw Refusal.Invalid("Provided list of item keys contains duplicates");
        }

        Dictionary<string, double> units = new(StringComparer.Ordinal);
        foreach ((FakeTable table, string name, FakeWrite write) in writes)
        {
            Dictionary<string, AttributeValue>? before = table.Find(write.Key), after = write.After(before);
            table.Replace(write.Key, after, now);
            units[name] = units.GetValueOrDefault(name) + Capacity.Write(before, after);
        }

        return new BatchWriteItemResponse
        {
            UnprocessedItems = [],
            ConsumedCapacity = request.ReturnConsumedCapacity is null ? null : [.. units.Select(u => Capacity.Of(u.Key, u.Value))],
        };
    }

    private static Dictionary<string, AttributeValue>? Apply(FakeTable table, FakeWrite write, ReturnValuesOnConditionCheckFailure? onFailure, DateTimeOffset now)
    {
        Dictionary<string, AttributeValue>? before = table.Find(write.Key);
        if (!write.Condition(before ?? []))
        {
            throw new ConditionalCheckFailedException(Failed)
            {
                ErrorCode = "ConditionalCheckFailedException",
                Item = onFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD && before is not null ? Values.Copy(before) : null,
            };
        }

        table.Replace(write.Key, write.After(before), now);
        return before;
    }

    private static bool OldOnly(ReturnValue? wanted) =>
        wanted is null || wanted == ReturnValue.NONE || wanted == ReturnValue.ALL_NEW ? false
        : wanted == ReturnValue.ALL_OLD ? true
        : throw new NotSupportedException($"The fake knows no ReturnValues = {wanted}.");
}
