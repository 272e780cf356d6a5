using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Analytics.Testing.Simulation;

/// <summary>A call on its way, of whom and with what.</summary>
internal sealed record SimCall(
    SimProcess Process,
    AmazonWebServiceRequest Request,
    TaskCompletionSource<AmazonWebServiceResponse> Answer,
    CancellationTokenRegistration Registration)
{
    public string Name => Request.GetType().Name;

    /// <summary>What it is about, for people.</summary>
    public string Describe() => Request switch
    {
        PutItemRequest put => KeyOf(put.Item),
        GetItemRequest get => KeyOf(get.Key),
        DeleteItemRequest delete => KeyOf(delete.Key),
        TransactWriteItemsRequest transaction => string.Join(", ", transaction.TransactItems.Select(i => KeyOf(i.Put?.Item ?? i.Delete.Key))),
        BatchWriteItemRequest batch => string.Join(", ", batch.RequestItems.SelectMany(t => t.Value).Select(w => KeyOf(w.PutRequest.Item))),
        QueryRequest query => string.Join(' ', query.ExpressionAttributeValues.Values.Select(v => v.S)),
        _ => "",
    };

    /// <summary>The error of a call that met a transaction; null where it does not write.</summary>
    public Exception? Conflict() => Request switch
    {
        TransactWriteItemsRequest transaction => new TransactionCanceledException("Transaction cancelled [TransactionConflict]")
        {
            ErrorCode = "TransactionCanceledException",
            CancellationReasons = [.. transaction.TransactItems.Select((_, i) => new CancellationReason { Code = i == 0 ? "TransactionConflict" : "None" })],
        },
        PutItemRequest or UpdateItemRequest or DeleteItemRequest =>
            new TransactionConflictException("Transaction is ongoing for the item") { ErrorCode = "TransactionConflictException" },
        _ => null,
    };

    /// <summary>Does a part of what can be done in parts: some of a batch, a short page.</summary>
    public AmazonWebServiceResponse DoPart(Random random, Func<AmazonWebServiceRequest, AmazonWebServiceResponse> execute)
    {
        switch (Request)
        {
            case BatchWriteItemRequest batch:
                var (now, later) = Split(random, batch.RequestItems.SelectMany(t => t.Value.Select(w => (t.Key, w))));
                if (now.Count > 0)
                {
                    _ = execute(new BatchWriteItemRequest { RequestItems = Tables(now) });
                }

                return new BatchWriteItemResponse { UnprocessedItems = Tables(later) };
            case BatchGetItemRequest batch:
                var (read, left) = Split(random, batch.RequestItems.SelectMany(t => t.Value.Keys.Select(k => (t.Key, k))));
                BatchGetItemResponse response = read.Count > 0
                    ? (BatchGetItemResponse)execute(new BatchGetItemRequest { RequestItems = Keys(batch, read) })
                    : new BatchGetItemResponse { Responses = [], UnprocessedKeys = [] };
                foreach ((string table, KeysAndAttributes keys) in Keys(batch, left))
                {
                    response.UnprocessedKeys[table] = response.UnprocessedKeys.TryGetValue(table, out KeysAndAttributes? more)
                        ? Keys(batch, [.. keys.Keys.Concat(more.Keys).Select(k => (table, k))])[table]
                        : keys;
                }

                return response;
            case QueryRequest query:
                int? limit = query.Limit;
                try
                {
                    query.Limit = Math.Min(limit ?? int.MaxValue, 1 + random.Next(5));
                    return execute(query);
                }
                finally
                {
                    query.Limit = limit;
                }

            default:
                return execute(Request);
        }
    }

    private static string KeyOf(Dictionary<string, AttributeValue> item) => $"{item["pk"].S} {item["sk"].S}";

    private static (List<(string Table, T Part)> Now, List<(string Table, T Part)> Later) Split<T>(Random random, IEnumerable<(string, T)> all)
    {
        ILookup<bool, (string, T)> parts = all.ToLookup(_ => random.Next(2) == 0);
        return ([.. parts[true]], [.. parts[false]]);
    }

    private static Dictionary<string, List<WriteRequest>> Tables(List<(string Table, WriteRequest Write)> writes) =>
        writes.GroupBy(w => w.Table, w => w.Write).ToDictionary(g => g.Key, g => g.ToList());

    private static Dictionary<string, KeysAndAttributes> Keys(BatchGetItemRequest of, List<(string Table, Dictionary<string, AttributeValue> Key)> keys) =>
        keys.GroupBy(k => k.Table, k => k.Key).ToDictionary(g => g.Key, g => new KeysAndAttributes
        {
            Keys = [.. g],
            ConsistentRead = of.RequestItems[g.Key].ConsistentRead,
            ProjectionExpression = of.RequestItems[g.Key].ProjectionExpression,
            ExpressionAttributeNames = of.RequestItems[g.Key].ExpressionAttributeNames,
        });
}
