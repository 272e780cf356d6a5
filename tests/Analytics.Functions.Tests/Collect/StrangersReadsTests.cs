using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Analytics.Functions.Tests.Collect;

/// <summary>What a stranger can make the product read: before a limit was asked, one site for each request, however many names it holds.</summary>
public sealed class StrangersReadsTests(LocalDynamo dynamo) : IAsyncLifetime
{
    // A name is looked for as an id, then as a domain or alias; what is found so is read then.
    private const int OfOneSite = 3;

    private readonly WatchedReads _table = new(dynamo.Endpoint);
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo, eventsPerSecond: 1, client: _table);
        _ = await _product.CreateSiteAsync("example.com");
    }

    public async ValueTask DisposeAsync()
    {
        await _product.DisposeAsync();
        _table.Dispose();
    }

    private static string Names(int first) => string.Join(',', Enumerable.Range(first, 20).Select(i => $"s{i}.example"));

    [Theory]
    [InlineData("/api/event", """{"n":"pageview","u":"nowhere","d":"NAMES"}""", "NAMES")]
    [InlineData("/api/batch", "[LIST]", """{"type":"event","payload":{"website":"NAME","url":"/"}}""")]
    [InlineData("/api/batch", "[LIST]", """{"type":"none","payload":{"website":"NAME","url":"/"}}""")]
    [InlineData("/api/v2/track/s0.example", """{"events":[LIST]}""", """{"type":"none","website":"NAME"}""")]
    [InlineData("/collect", """{"s":"s0.example"}""", "")]
    [InlineData("/identify", """{"anonymousId":"x","userId":"u","site":"s0.example"}""", "")]
    [InlineData("/count?p=%20&site=s0.example", null, "")]
    [InlineData("/count?p=/&site=s0.example", null, "")]
    [InlineData("/count?p=/", null, "")]
    public async Task A_request_costs_one_look_for_a_site_and_more_only_within_the_limit(string path, string? frame, string one)
    {
        for (int i = 0; i < 15; i++)
        {
            _ = await _product.SendAsync("/api/event", new { n = "pageview", u = "https://none.example/", d = "none.example" }); // until the limit is met
        }

        _table.Reads = 0;
        string? body = frame?.Replace("LIST", string.Join(',', Names(0).Split(',').Select(n => one.Replace("NAME", n, StringComparison.Ordinal))), StringComparison.Ordinal)
            .Replace("NAMES", Names(0), StringComparison.Ordinal);
        _ = await _product.SendAsync(path, body, origin: "https://other.example");

        Assert.InRange(_table.Reads, 0, OfOneSite);
    }

    [Fact]
    public async Task A_refused_event_of_many_names_is_looked_for_by_the_first_only_and_counted_where_it_is_known()
    {
        _table.Reads = 0;
        _ = await _product.SendAsync("/api/event", $$"""{"n":"pageview","u":"nowhere","d":"{{Names(0)}},example.com"}""", origin: null, address: "203.0.113.77");
        Assert.InRange(_table.Reads, 1, OfOneSite);

        _ = await _product.SendAsync("/api/event", """{"n":"pageview","u":"https://example.com/","d":"example.com"}""", address: "203.0.113.78");
        _table.Reads = 0;
        _ = await _product.SendAsync("/api/event", """{"n":"pageview","u":"nowhere","d":"s0.example,example.com"}""", address: "203.0.113.78");

        Assert.Equal(0, _table.Reads);
        Assert.Contains("\"invalid\":1", await (await _product.Admin.GetAsync("/api/v2/sites/example.com/drops")).TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_faulty_events_of_one_request_are_one_look_and_all_counted()
    {
        string body = $$"""{"events":[{{string.Join(',', Enumerable.Repeat("""{"type":"none"}""", 40))}}]}""";
        _table.Reads = 0;
        _ = await _product.SendAsync("/api/v2/track/example.com", body);

        Assert.InRange(_table.Reads, 1, OfOneSite);
        Assert.Contains("\"invalid\":40", await (await _product.Admin.GetAsync("/api/v2/sites/example.com/drops")).TextAsync(), StringComparison.Ordinal);
    }

    private sealed class WatchedReads(Uri endpoint)
        : AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = endpoint.ToString() })
    {
        private int _reads;

        /// <summary>Items that were asked for one by one.</summary>
        public int Reads
        {
            get => _reads;
            set => _reads = value;
        }

        public override Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default)
        {
            _ = Interlocked.Increment(ref _reads);
            return base.GetItemAsync(request, cancellationToken);
        }
    }
}
