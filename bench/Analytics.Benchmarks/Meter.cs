using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Analytics.Benchmarks;

/// <summary>A client that counts what is asked of DynamoDB, in DynamoDB's own units.</summary>
internal sealed class Meter(Uri endpoint) : AmazonDynamoDBClient(
    new BasicAWSCredentials("local", "local"),
    new AmazonDynamoDBConfig { ServiceURL = endpoint.AbsoluteUri, AuthenticationRegion = "us-east-1" })
{
    private readonly Lock _lock = new();

    public int Calls { get; private set; }
    public double Write { get; private set; }
    public double Read { get; private set; }

    public void Reset() => (Calls, Write, Read) = (0, 0, 0);

    public override async Task<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken = default)
    {
        request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
        PutItemResponse response = await base.PutItemAsync(request, cancellationToken);
        Count(response.ConsumedCapacity.CapacityUnits ?? 0, 0);
        return response;
    }

    public override async Task<BatchWriteItemResponse> BatchWriteItemAsync(BatchWriteItemRequest request, CancellationToken cancellationToken = default)
    {
        request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
        BatchWriteItemResponse response = await base.BatchWriteItemAsync(request, cancellationToken);
        Count(response.ConsumedCapacity.Sum(c => c.CapacityUnits ?? 0), 0);
        return response;
    }

    public override async Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default)
    {
        request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
        GetItemResponse response = await base.GetItemAsync(request, cancellationToken);
        Count(0, response.ConsumedCapacity.CapacityUnits ?? 0);
        return response;
    }

    public override async Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default)
    {
        request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
        QueryResponse response = await base.QueryAsync(request, cancellationToken);

        // DynamoDB Local says 0 for an empty answer; DynamoDB takes half a unit, or one for a consistent reading.
        Count(0, Math.Max(response.ConsumedCapacity.CapacityUnits ?? 0, request.ConsistentRead == true ? 1 : 0.5));
        return response;
    }

    private void Count(double write, double read)
    {
        lock (_lock)
        {
            Calls++;
            Write += write;
            Read += read;
        }
    }
}
