using Amazon.DynamoDBv2.Model;
using Analytics.Testing.Simulation.Expressions;

namespace Analytics.Testing.Simulation.Table;

/// <summary>Items read by their keys.</summary>
internal static class FakeReads
{
    private const long MaxBatch = 16 * 1024 * 1024;

    public static GetItemResponse Get(FakeTable table, GetItemRequest request, DateTimeOffset? asOf)
    {
        Known.Only(request, "TableName", "Key", "ConsistentRead", "ProjectionExpression", "ExpressionAttributeNames", "ReturnConsumedCapacity");
        bool consistent = request.ConsistentRead == true;
        ProjectionExpression projection = ReadProjection(request.ProjectionExpression, request.ExpressionAttributeNames);
        Dictionary<string, AttributeValue>? item = table.Find(table.KeyOf(request.Key), consistent ? null : asOf);
        return new GetItemResponse
        {
            Item = item is null ? null : projection.Of(item),
            ConsumedCapacity = request.ReturnConsumedCapacity is null
                ? null
                : Capacity.Of(request.TableName, Capacity.Read(item is null ? 0 : Values.SizeOf(item), consistent)),
        };
    }

    /// <summary>Up to a hundred items; what goes beyond 16 MB is left unprocessed.</summary>
    public static BatchGetItemResponse Batch(Func<string, FakeTable> tables, BatchGetItemRequest request, DateTimeOffset? asOf)
    {
        Known.Only(request, "RequestItems", "ReturnConsumedCapacity");
        if (request.RequestItems is not { Count: > 0 } || request.RequestItems.Values.Any(v => v.Keys is not { Count: > 0 }) || request.RequestItems.Values.Sum(v => v.Keys.Count) > 100)
        {
            throw Refusal.Invalid("Too many items requested for the BatchGetItem call, or none");
        }

        var response = new BatchGetItemResponse { Responses = [], UnprocessedKeys = [], ConsumedCapacity = request.ReturnConsumedCapacity is null ? null : [] };
        long bytes = 0;
        foreach ((string name, KeysAndAttributes wanted) in request.RequestItems)
        {
            Known.Only(wanted, "Keys", "ConsistentRead", "ProjectionExpression", "ExpressionAttributeNames");
            FakeTable table = tables(name);
            bool consistent = wanted.ConsistentRead == true;
            ProjectionExpression projection = ReadProjection(wanted.ProjectionExpression, wanted.ExpressionAttributeNames);
            List<RowKey> keys = wanted.Keys.ConvertAll(table.KeyOf);
            if (keys.Distinct().Count() < keys.Count)
            {
                throw Refusal.Invalid("Provided list of item keys contains duplicates");
            }

            List<Dictionary<string, AttributeValue>> found = response.Responses[name] = [];
            double units = 0;
            foreach ((RowKey key, Dictionary<string, AttributeValue> asked) in keys.Zip(wanted.Keys))
            {
                Dictionary<string, AttributeValue>? item = table.Find(key, consistent ? null : asOf);
                int size = item is null ? 0 : Values.SizeOf(item);
                if (bytes + size > MaxBatch)
                {
                    Leave(response, name, wanted, asked);
                    continue;
                }

                bytes += size;
                units += Capacity.Read(size, consistent);
                if (item is not null)
                {
                    found.Add(projection.Of(item));
                }
            }

            response.ConsumedCapacity?.Add(Capacity.Of(name, units));
        }

        return response;
    }

    private static void Leave(BatchGetItemResponse response, string table, KeysAndAttributes wanted, Dictionary<string, AttributeValue> key)
    {
        if (!response.UnprocessedKeys.TryGetValue(table, out KeysAndAttributes? left))
        {
            response.UnprocessedKeys.Add(table, left = new KeysAndAttributes
            {
                Keys = [],
                ConsistentRead = wanted.ConsistentRead,
                ProjectionExpression = wanted.ProjectionExpression,
                ExpressionAttributeNames = wanted.ExpressionAttributeNames,
            });
        }

        left.Keys.Add(key);
    }

    private static ProjectionExpression ReadProjection(string? expression, Dictionary<string, string>? names)
    {
        var scope = new Scope(names, null, expression);
        ProjectionExpression projection = ProjectionExpression.Parse(expression, scope);
        scope.RequireAllUsed();
        return projection;
    }
}
