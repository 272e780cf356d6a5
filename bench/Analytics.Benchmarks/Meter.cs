using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Analytics.Benchmarks;

/// <summary>Counts what a client asks of DynamoDB, in DynamoDB's own units.</summary>
internal sealed class Meter
{
    private readonly Lock _lock = new();

    public Meter(AmazonDynamoDBClient client)
    {
        client.BeforeRequestEvent += (_, e) => Ask(((WebServiceRequestEventArgs)e).Request);
        client.AfterResponseEvent += (_, e) => Count(((WebServiceResponseEventArgs)e).Response);
    }

    public int Calls { get; private set; }
    public double Write { get; private set; }
    public double Read { get; private set; }

    public void Reset() => (Calls, Write, Read) = (0, 0, 0);

    private static void Ask(AmazonWebServiceRequest request)
    {
        switch (request)
        {
            case PutItemRequest put:
                put.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
                break;
            case GetItemRequest get:
                get.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
                break;
            case QueryRequest query:
                query.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
                break;
            case BatchWriteItemRequest batch:
                batch.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
                break;
        }
    }

    private void Count(AmazonWebServiceResponse response)
    {
        lock (_lock)
        {
            Calls++;
            switch (response)
            {
                case PutItemResponse put:
                    Write += put.ConsumedCapacity?.CapacityUnits ?? 0;
                    break;
                case BatchWriteItemResponse batch:
                    Write += batch.ConsumedCapacity?.Sum(c => c.CapacityUnits) ?? 0;
                    break;
                case GetItemResponse get:
                    Read += get.ConsumedCapacity?.CapacityUnits ?? 0;
                    break;
                case QueryResponse query:
                    Read += Math.Max(query.ConsumedCapacity?.CapacityUnits ?? 0, 0.5); // DynamoDB Local says 0 for an empty answer, DynamoDB does not
                    break;
            }
        }
    }
}
