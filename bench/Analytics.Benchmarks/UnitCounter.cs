using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Analytics.Testing.Simulation;

namespace Analytics.Benchmarks;

/// <summary>What is asked of the table in memory: calls, units as the price list counts them, bytes that are read.</summary>
internal sealed class UnitCounter
{
    public int Calls { get; set; }
    public double Write { get; set; }
    public double Read { get; set; }
    public long Bytes { get; set; }

    public AmazonWebServiceResponse Send(FakeDatabase database, AmazonWebServiceRequest request)
    {
        Calls++;
        switch (request)
        {
            case PutItemRequest put: put.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL; break;
            case BatchWriteItemRequest batch: batch.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL; break;
            case DeleteItemRequest delete: delete.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL; break;
            case TransactWriteItemsRequest transact: transact.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL; break;
            case QueryRequest query: query.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL; break;
            case GetItemRequest get: get.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL; break;
            case ScanRequest scan: scan.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL; break;
            default: break;
        }

        AmazonWebServiceResponse response = database.Execute(request);
        switch (response)
        {
            case PutItemResponse put: Write += put.ConsumedCapacity.CapacityUnits ?? 0; break;
            case BatchWriteItemResponse batch: Write += batch.ConsumedCapacity.Sum(c => c.CapacityUnits ?? 0); break;
            case DeleteItemResponse delete: Write += delete.ConsumedCapacity.CapacityUnits ?? 0; break;
            case TransactWriteItemsResponse transact: Write += transact.ConsumedCapacity.Sum(c => c.CapacityUnits ?? 0); break;
            case QueryResponse query: Read += query.ConsumedCapacity.CapacityUnits ?? 0; break;
            case GetItemResponse get: Read += get.ConsumedCapacity.CapacityUnits ?? 0; break;
            case ScanResponse scan: Read += scan.ConsumedCapacity?.CapacityUnits ?? 0; break;
            case BatchGetItemResponse batch: Read += batch.ConsumedCapacity.Sum(c => c.CapacityUnits ?? 0); break;
            default: break;
        }

        Bytes += response switch
        {
            QueryResponse query => query.Items.Sum(Size),
            BatchGetItemResponse batch => batch.Responses.Values.Sum(items => items.Sum(Size)),
            _ => 0,
        };
        return response;
    }

    private static long Size(Dictionary<string, AttributeValue> item) => item.Values.Sum(v => (v.B?.Length ?? 0) + (v.S?.Length ?? 0) + (v.N?.Length ?? 0));
}
