using Analytics.Store.Inputs;
using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Analytics.Engine.Tests.Simulation;

/// <summary>What a client answers or throws, as text: all that code could tell two databases apart by.</summary>
/// <param name="Text">Without messages.</param>
/// <param name="Message">The message of the error, which explains why two answers differ. It is not compared.</param>
internal sealed record AnswerText(string Text, string? Message = null)
{
    public static async Task<string> OfAsync(IAmazonDynamoDB client, AmazonDynamoDBRequest request) => (await AskAsync(client, request)).Text;

    public static async Task<AnswerText> AskAsync(IAmazonDynamoDB client, AmazonDynamoDBRequest request)
    {
        try
        {
            return new(Of(await SendAsync(client, request), request));
        }
        catch (TransactionCanceledException e) when (e.CancellationReasons.Any(r => r.Code == "ValidationError"))
        {
            return new("AmazonDynamoDBException ValidationException", e.Message); // where the service cancels, DynamoDB Local calls the request invalid
        }
        catch (TransactionCanceledException e)
        {
            return new("cancelled: " + string.Join(" ", e.CancellationReasons.Select(r => r.Code + Item(r.Item))));
        }
        catch (ConditionalCheckFailedException e)
        {
            return new("condition failed " + Item(e.Item));
        }
        catch (NotSupportedException e)
        {
            return new("not supported", e.Message);
        }
        catch (AmazonDynamoDBException e)
        {
            return new($"{e.GetType().Name} {e.ErrorCode}", e.Message);
        }
    }

    public static string Item(Dictionary<string, AttributeValue>? item) =>
        item is not { Count: > 0 } ? "nothing" : RequestText.Attribute(new AttributeValue { M = item.ToDictionary(a => a.Key, a => Plain(a.Value)) });

    // DynamoDB Local writes 1.50 as it came, or as 1.5: it is the same number.
    private static AttributeValue Plain(AttributeValue value) => value switch
    {
        { N: { } n } => new AttributeValue { N = decimal.Parse(n, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.####", CultureInfo.InvariantCulture) },
        { L: { } list } => new AttributeValue { L = list.ConvertAll(Plain) },
        { M: { } map } => new AttributeValue { M = map.ToDictionary(a => a.Key, a => Plain(a.Value)) },
        _ => value,
    };

    private static async Task<AmazonWebServiceResponse> SendAsync(IAmazonDynamoDB client, AmazonDynamoDBRequest request) => request switch
    {
        PutItemRequest r => await client.PutItemAsync(r),
        UpdateItemRequest r => await client.UpdateItemAsync(r),
        DeleteItemRequest r => await client.DeleteItemAsync(r),
        GetItemRequest r => await client.GetItemAsync(r),
        QueryRequest r => await client.QueryAsync(r),
        ScanRequest r => await client.ScanAsync(r),
        BatchGetItemRequest r => await client.BatchGetItemAsync(r),
        BatchWriteItemRequest r => await client.BatchWriteItemAsync(r),
        TransactWriteItemsRequest r => await client.TransactWriteItemsAsync(r),
        _ => throw new InvalidOperationException(request.GetType().Name),
    };

    private static string Of(AmazonWebServiceResponse response, AmazonDynamoDBRequest request) => response switch
    {
        PutItemResponse r => $"put {Item(r.Attributes)}",
        UpdateItemResponse r => $"updated {Item(r.Attributes)}",
        DeleteItemResponse r => $"deleted {Item(r.Attributes)}",
        GetItemResponse r => $"got {Item(r.Item)} {Units([r.ConsumedCapacity])}",
        QueryResponse r => $"found {r.Count} of {r.ScannedCount}, last {Item(r.LastEvaluatedKey)}: {string.Join('\n', (r.Items ?? []).Select(Item))} {(r.ScannedCount > 0 ? Units([r.ConsumedCapacity]) : "")}",
        ScanResponse r => $"found {r.Count} of {r.ScannedCount}: {string.Join('\n', r.Items.Select(Item).Order(StringComparer.Ordinal))}",
        BatchGetItemResponse r => $"got {string.Join('\n', r.Responses.Values.Single().Select(Item).Order(StringComparer.Ordinal))}, left {r.UnprocessedKeys.Count} {(AllFound(r, request) ? Units(r.ConsumedCapacity) : "")}",
        BatchWriteItemResponse r => $"written, left {r.UnprocessedItems.Count}",
        TransactWriteItemsResponse => "done",
        _ => throw new InvalidOperationException(request.GetType().Name),
    };

    // DynamoDB Local charges nothing for what is not there.
    private static bool AllFound(BatchGetItemResponse response, AmazonDynamoDBRequest request) =>
        response.Responses.Values.Single().Count == ((BatchGetItemRequest)request).RequestItems.Values.Single().Keys.Count;

    private static string Units(IEnumerable<ConsumedCapacity?>? capacity) =>
        string.Create(CultureInfo.InvariantCulture, $"for {capacity?.Sum(c => c?.CapacityUnits)}");
}
