using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Testing.Simulation.Expressions;

namespace Analytics.Testing.Simulation.Table;

/// <summary>Items read in the order of their keys, a megabyte at a time.</summary>
internal static class FakeQueries
{
    private const int MaxPage = 1024 * 1024;

    public static QueryResponse Query(FakeTable table, QueryRequest request, DateTimeOffset? asOf)
    {
        Known.Only(request, "TableName", "IndexName", "KeyConditionExpression", "FilterExpression", "ProjectionExpression", "ExpressionAttributeNames", "ExpressionAttributeValues", "ConsistentRead", "ScanIndexForward", "Limit", "ExclusiveStartKey", "Select", "ReturnConsumedCapacity");
        bool consistent = request.ConsistentRead == true;
        if (CountsOnly(request.Select) && request.ProjectionExpression is not null)
        {
            throw Refusal.Invalid("Cannot specify the ProjectionExpression when choosing to get only the Count");
        }

        if (consistent && request.IndexName is not null)
        {
            throw Refusal.Invalid("Consistent reads are not supported on global secondary indexes");
        }

        (string partitionKey, string sortKey) = request.IndexName is { } index ? table.Index(index) : (table.PartitionKey, table.SortKey);
        var scope = new Scope(request.ExpressionAttributeNames, request.ExpressionAttributeValues, request.KeyConditionExpression, request.FilterExpression, request.ProjectionExpression);
        KeyConditionExpression keys = KeyConditionExpression.Parse(request.KeyConditionExpression, scope, partitionKey, sortKey);
        Predicate<Dictionary<string, AttributeValue>> filter = ConditionExpression.Parse(request.FilterExpression, scope);
        ProjectionExpression projection = ProjectionExpression.Parse(request.ProjectionExpression, scope);
        scope.RequireAllUsed();

        DateTimeOffset? at = consistent ? null : asOf;
        IEnumerable<Row> rows = (request.IndexName is null ? table.Partition(keys.Partition, at) : table.InIndex(request.IndexName, keys.Partition, at))
            .Select(row => new Row(row.Value[sortKey].S, row.Key, row.Value))
            .Where(row => keys.Holds(row.Sort));
        bool forward = request.ScanIndexForward != false;
        if (request.ExclusiveStartKey is { Count: > 0 } start)
        {
            Row after = Start(table, start, partitionKey, sortKey, keys, forward);
            rows = rows.Where(row => forward ? row.CompareTo(after) > 0 : row.CompareTo(after) < 0);
        }

        Page page = Read(table, forward ? rows : rows.Reverse(), request.Limit, request.IndexName is null ? [] : [partitionKey, sortKey]);
        string? end = forward ? keys.Last : keys.First;
        page = end is not null && page.Last?[sortKey].S == end ? page with { Last = null } : page; // nothing can follow
        List<Dictionary<string, AttributeValue>> found = page.Rows.FindAll(row => filter(row.Item)).ConvertAll(row => projection.Of(row.Item));
        return new QueryResponse
        {
            Items = CountsOnly(request.Select) ? null : found,
            Count = found.Count,
            ScannedCount = page.Rows.Count,
            LastEvaluatedKey = page.Last,
            ConsumedCapacity = request.ReturnConsumedCapacity is null ? null : Capacity.Of(request.TableName, Capacity.Read(page.Bytes, consistent)),
        };
    }

    public static ScanResponse Scan(FakeTable table, ScanRequest request, DateTimeOffset? asOf)
    {
        Known.Only(request, "TableName", "FilterExpression", "ProjectionExpression", "ExpressionAttributeNames", "ExpressionAttributeValues", "ConsistentRead", "Limit", "ExclusiveStartKey", "ReturnConsumedCapacity");
        var scope = new Scope(request.ExpressionAttributeNames, request.ExpressionAttributeValues, request.FilterExpression, request.ProjectionExpression);
        Predicate<Dictionary<string, AttributeValue>> filter = ConditionExpression.Parse(request.FilterExpression, scope);
        ProjectionExpression projection = ProjectionExpression.Parse(request.ProjectionExpression, scope);
        scope.RequireAllUsed();
        bool consistent = request.ConsistentRead == true;
        IEnumerable<Row> rows = table.All(consistent ? null : asOf).Select(row => new Row("", row.Key, row.Value));
        if (request.ExclusiveStartKey is { Count: > 0 } start && table.KeyOf(start) is var after)
        {
            rows = rows.Where(row => row.Key.CompareTo(after) > 0);
        }

        Page page = Read(table, rows, request.Limit, []);
        List<Dictionary<string, AttributeValue>> found = page.Rows.FindAll(row => filter(row.Item)).ConvertAll(row => projection.Of(row.Item));
        return new ScanResponse
        {
            Items = found,
            Count = found.Count,
            ScannedCount = page.Rows.Count,
            LastEvaluatedKey = page.Last,
            ConsumedCapacity = request.ReturnConsumedCapacity is null ? null : Capacity.Of(request.TableName, Capacity.Read(page.Bytes, consistent)),
        };
    }

    private sealed record Page(List<Row> Rows, long Bytes, Dictionary<string, AttributeValue>? Last);

    private readonly record struct Row(string Sort, RowKey Key, Dictionary<string, AttributeValue> Item)
    {
        public int CompareTo(Row other) => Utf8Order.Instance.Compare(Sort, other.Sort) is var order and not 0 ? order : Key.CompareTo(other.Key);
    }

    private static Page Read(FakeTable table, IEnumerable<Row> rows, int? limit, string[] indexKeys)
    {
        if (limit < 1)
        {
            throw Refusal.Invalid("Value at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
        }

        List<Row> page = [];
        long bytes = 0;
        foreach (Row row in rows)
        {
            if (bytes >= MaxPage)
            {
                return new Page(page, bytes, Last());
            }

            page.Add(row);
            bytes += Values.SizeOf(row.Item);
            if (page.Count == limit)
            {
                return new Page(page, bytes, Last());
            }
        }

        return new Page(page, bytes, null);

        Dictionary<string, AttributeValue> Last() =>
            new[] { table.PartitionKey, table.SortKey }.Concat(indexKeys).ToDictionary(k => k, k => Values.Copy(page[^1].Item[k]));
    }

    private static Row Start(FakeTable table, Dictionary<string, AttributeValue> start, string partitionKey, string sortKey, KeyConditionExpression keys, bool forward)
    {
        string[] names = [.. new[] { table.PartitionKey, table.SortKey, partitionKey, sortKey }.Distinct()];
        if (start.Count != names.Length || names.Any(n => start.GetValueOrDefault(n)?.S is not { Length: > 0 }))
        {
            throw Refusal.Invalid("The provided starting key is invalid");
        }

        return start[partitionKey].S == keys.Partition && keys.Holds(start[sortKey].S) && start[sortKey].S != (forward ? keys.Last : keys.First)
            ? new Row(start[sortKey].S, new RowKey(start[table.PartitionKey].S, start[table.SortKey].S), start)
            : throw Refusal.Invalid("The provided starting key is outside query boundaries based on provided conditions");
    }

    private static bool CountsOnly(Select? select) =>
        select is null || select == Select.ALL_ATTRIBUTES ? false
        : select == Select.COUNT ? true
        : throw new NotSupportedException($"The fake knows no Select = {select}.");
}
