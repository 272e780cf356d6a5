using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Analytics.Store.Table;
using Analytics.Testing.Simulation;

namespace Analytics.Benchmarks;

/// <summary>
/// The way to a table in memory that takes as long as DynamoDB does, and whose partitions are refused more than they take: a bucket
/// of one second's units for each partition key, without the burst that DynamoDB may lend. Busy is tried again as the SDK does.
/// </summary>
internal sealed class SimulatedLine(VirtualTime time, FakeDatabase database, double partitionUnits = 1_000)
{
    private const int Retries = 3;
    private readonly Dictionary<string, (double Units, DateTimeOffset At)> _buckets = new(StringComparer.Ordinal);
    private readonly Random _random = new(1);

    /// <summary>How long a call takes.</summary>
    public static TimeSpan There { get; } = TimeSpan.FromMilliseconds(6);

    /// <summary>Raw events are taken and forgotten, so that millions of them need no memory.</summary>
    public bool ForgetsRawEvents { get; init; }

    /// <summary>What was carried out.</summary>
    public UnitCounter Counter { get; } = new();

    /// <summary>Puts that found their partition busy, tries included.</summary>
    public long Busy { get; private set; }

    /// <summary>The partitions that raw events were written to.</summary>
    public HashSet<string> RawPartitions { get; } = new(StringComparer.Ordinal);

    /// <summary>The client of an instance.</summary>
    public FakeDynamoDb Client() => FakeDynamoDb.Through((request, _) =>
    {
        var answer = new TaskCompletionSource<AmazonWebServiceResponse>();
        Attempt(request, answer, 0);
        return answer.Task;
    });

    private void Attempt(AmazonWebServiceRequest request, TaskCompletionSource<AmazonWebServiceResponse> answer, int tries) => time.After(There, () =>
    {
        if (request is PutItemRequest put && !Takes(put.Item["pk"].S, Math.Ceiling(ItemSize.Of(put.Item) / 1024.0)))
        {
            Busy++;
            if (tries < Retries)
            {
                time.After(TimeSpan.FromMilliseconds(50 * Math.Pow(2, tries) * (0.5 + (_random.NextDouble() / 2))), () => Attempt(request, answer, tries + 1));
            }
            else
            {
                answer.SetException(new ProvisionedThroughputExceededException("Too busy.") { ErrorCode = "ProvisionedThroughputExceededException" });
            }

            return;
        }

        AmazonWebServiceResponse response;
        try
        {
            response = Execute(request);
        }
        catch (AmazonServiceException refusal)
        {
            answer.SetException(refusal);
            return;
        }

        answer.SetResult(response);
    });

    private AmazonWebServiceResponse Execute(AmazonWebServiceRequest request)
    {
        if (request is PutItemRequest put && put.Item["pk"].S.Contains("#RAW#", StringComparison.Ordinal))
        {
            _ = RawPartitions.Add(put.Item["pk"].S);
            if (ForgetsRawEvents)
            {
                return new PutItemResponse();
            }
        }

        return Counter.Send(database, request);
    }

    private bool Takes(string partition, double units)
    {
        (double left, DateTimeOffset at) = _buckets.GetValueOrDefault(partition, (partitionUnits, time.Now));
        left = Math.Min(partitionUnits, left + ((time.Now - at).TotalSeconds * partitionUnits));
        bool takes = left >= units;
        _buckets[partition] = (takes ? left - units : left, time.Now);
        return takes;
    }
}
