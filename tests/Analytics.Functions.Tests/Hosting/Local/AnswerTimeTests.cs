using System.Net;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Functions.Tests.Hosting.Local;

/// <summary>No question holds the server for longer than its time, nor after its caller has hung up. Lambda has a time of its own.</summary>
public sealed class AnswerTimeTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private readonly SlowReads _table = new(dynamo.Endpoint);
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo, settings: new Dictionary<string, string> { ["ANALYTICS_ANSWER_SECONDS"] = "1" }, client: _table);
        _ = await _product.CreateSiteAsync("example.com");
        _ = await _product.SendEventAsync(new { n = "pageview", u = "https://example.com/", d = "example.com" });
    }

    public async ValueTask DisposeAsync()
    {
        await _product.DisposeAsync();
        _table.Dispose();
    }

    [Theory]
    [InlineData("/api/v2/sites/example.com/stats?period=30d")]
    [InlineData("/api/v2/sites/example.com/pages?period=30d&format=csv")]
    [InlineData("/api/websites/example.com/stats?startAt=0&endAt=1")]
    public async Task A_question_that_takes_too_long_is_told_so_in_the_form_of_its_route_and_its_reads_end(string address)
    {
        await _product.Admin.GetAsync("/api/v2/sites/example.com"); // known before the table is slow
        _table.IsSlow = true;

        HttpResponseMessage response = await _product.Admin.GetAsync(address);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("after 1 seconds", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await _table.Ended;
    }

    [Fact]
    public async Task Who_hangs_up_ends_the_reads_of_their_question()
    {
        await _product.Admin.GetAsync("/api/v2/sites/example.com");
        _table.IsSlow = true;
        using var caller = new CancellationTokenSource();
        Task<HttpResponseMessage> asked = _product.Admin.GetAsync("/api/v2/sites/example.com/stats?period=30d", caller.Token);
        await _table.Begun;

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await _table.Ended;
    }

    [Fact]
    public async Task An_answer_in_time_is_as_ever() =>
        Assert.Equal(1, JsonDocument.Parse(await _product.Admin.GetStringAsync("/api/v2/sites/example.com/stats")).RootElement.GetProperty("views").GetInt64());

    [Fact]
    public void What_asks_for_numbers_has_a_time_and_what_watches_has_none()
    {
        ILookup<bool, string> timed = _product.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<RequestTimeoutAttribute>() is not null)
            .ToLookup(endpoint => endpoint.Metadata.GetMetadata<DisableRequestTimeoutAttribute>() is null, endpoint => endpoint.RoutePattern.RawText!);

        Assert.True(timed[true].Count() > 80, $"{timed[true].Count()} routes");
        Assert.Equal(["/api/v2/realtime/{id}", "/api/v2/realtime/{id}/stream", "/api/v2/sites/{id}/realtime/stream"], timed[false].Order(StringComparer.Ordinal));
    }

    // Reads that answer only after their time, or never.
    private sealed class SlowReads(Uri endpoint) : AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = endpoint.ToString(), AuthenticationRegion = "us-east-1" })
    {
        private readonly TaskCompletionSource _begun = new(), _ended = new();

        public bool IsSlow { get; set; }

        public Task Begun => _begun.Task;

        public Task Ended => _ended.Task;

        public override async Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default)
        {
            if (IsSlow)
            {
                _begun.TrySetResult();
                try
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }
                finally
                {
                    _ended.TrySetResult();
                }
            }

            return await base.QueryAsync(request, cancellationToken);
        }
    }
}
