using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Analytics.Testing.Simulation;

/// <summary>
/// The SDK's own client with a <see cref="FakeDatabase"/> where the network would be: every overload and every call arrives, none
/// leaves the process, and nothing is retried.
/// </summary>
public sealed class FakeDynamoDb : AmazonDynamoDBClient
{
    private static readonly BasicAWSCredentials Nobody = new("fake", "fake");

    private FakeDynamoDb() : base(Nobody, new AmazonDynamoDBConfig { ServiceURL = "http://fake.invalid", AuthenticationRegion = "eu-north-1" })
    {
    }

    /// <summary>Takes a request to the database and brings an answer back, in its own time and as faithfully as it likes.</summary>
    public delegate Task<AmazonWebServiceResponse> Courier(AmazonWebServiceRequest request, CancellationToken cancellation);

    private Courier Deliver { get; init; } = null!;

    /// <summary>A client whose every call is done at once.</summary>
    public static FakeDynamoDb Over(FakeDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        return Through((request, cancellation) =>
        {
            cancellation.ThrowIfCancellationRequested();
            return Task.FromResult(database.Execute(request));
        });
    }

    /// <summary>A client whose calls somebody carries.</summary>
    public static FakeDynamoDb Through(Courier courier) => new() { Deliver = courier };

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => pipeline.AddHandler(new Exit(this));

    // The outermost handler: signing, retrying and sending lie behind it and never see a request.
    private sealed class Exit(FakeDynamoDb owner) : PipelineHandler
    {
        public override void InvokeSync(IExecutionContext executionContext) => throw new NotSupportedException("The product calls asynchronously.");

        public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext) =>
            (T)await owner.Deliver(executionContext.RequestContext.OriginalRequest, executionContext.RequestContext.CancellationToken);
    }
}
