using Analytics.Engine.Accounts;
using Analytics.Functions.Http;
using System.Net;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Analytics.Engine;
using Analytics.Store.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Analytics.Functions.Tests.Realtime;

public sealed class RealtimeRoutesTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private readonly AlarmClock _clock = new(new DateTimeOffset(DateTimeOffset.UtcNow.Date.AddHours(12), TimeSpan.Zero)); // no midnight on the way
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo, _clock);
        _ = await _product.CreateSiteAsync("example.com");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private static string Path(string what = "/stream") => "/api/v2/sites/example.com/realtime" + what;

    private async Task VisitAsync(string address) => Assert.Equal(
        HttpStatusCode.Accepted, (await _product.SendEventAsync(new { n = "pageview", u = "https://example.com/", d = "example.com" }, address: address)).StatusCode);

    private Task<HttpResponseMessage> OpenAsync() => _product.Admin.GetAsync(Path(), HttpCompletionOption.ResponseHeadersRead);

    [Fact]
    public async Task The_stream_begins_with_who_is_there()
    {
        await VisitAsync("203.0.113.5");
        using HttpResponseMessage response = await OpenAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.ToString());
        Assert.True(response.Headers.CacheControl!.NoStore);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        foreach (string line in new[] { "retry: 5000", "", "event: visitors", "data: {\"visitors\":1}", "" })
        {
            Assert.Equal(line, await Line(reader));
        }

        if (RunningProduct.InLambda)
        {
            Assert.Null(await reader.ReadLineAsync()); // in one piece: the browser comes again
        }
    }

    [Fact]
    public async Task Who_comes_next_is_told_to_everybody_who_looks_and_read_once()
    {
        if (RunningProduct.InLambda)
        {
            return; // one at a time, and in one piece
        }

        int reads = 0;
        var client = (AmazonServiceClient)_product.Dynamo;
        client.BeforeRequestEvent += Count;
        using HttpResponseMessage first = await OpenAsync(), second = await OpenAsync();
        using StreamReader one = new(await first.Content.ReadAsStreamAsync()), two = new(await second.Content.ReadAsStreamAsync());
        await UntilAsync(one, "data: {\"visitors\":0}");
        await UntilAsync(two, "data: {\"visitors\":0}");
        int readOnce = reads;

        await VisitAsync("203.0.113.5");
        Task told = Task.WhenAll(UntilAsync(one, "data: {\"visitors\":1}"), UntilAsync(two, "data: {\"visitors\":1}"));
        _clock.Advance(TimeSpan.FromSeconds(5));
        await told;
        client.BeforeRequestEvent -= Count;

        Assert.NotEqual(0, readOnce);
        Assert.Equal(2 * readOnce, reads);

        void Count(object sender, RequestEventArgs e)
        {
            // Of raw events: maintenance, which looks at other things, begins at about the same time.
            if (e is WebServiceRequestEventArgs { Request: QueryRequest query } && query.TableName == _product.Tables.Events
                && query.ExpressionAttributeValues.Values.Any(value => value.S?.Contains("#RAW#", StringComparison.Ordinal) == true))
            {
                _ = Interlocked.Increment(ref reads);
            }
        }
    }

    [Fact]
    public async Task The_stream_ends_when_the_product_ends()
    {
        using HttpResponseMessage response = await OpenAsync();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        await UntilAsync(reader, "data: {\"visitors\":0}");

        _product.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Equal("", await Line(reader));
        Assert.Null(await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Strangers_see_nothing_and_owners_nothing_of_others()
    {
        (string secret, _) = await _product.Services.GetRequiredService<AccountStore>().CreateKeyAsync("somebody-else", "Theirs", Scopes.Stats, CancellationToken.None);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _product.Anonymous.GetAsync(Path())).StatusCode);
        foreach (string path in new[] { Path(), Path("") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Authorization", "Bearer " + secret } } };
            Assert.Equal(HttpStatusCode.NotFound, (await _product.Anonymous.SendAsync(request)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await _product.Admin.GetAsync("/api/v2/sites/nowhere.example/realtime/stream")).StatusCode);
    }

    [Theory]
    [InlineData("/api/v2/sites/example.com/realtime", "{\"visitors\":1}", "{\"visitors\":2}")]
    [InlineData("/api/v1/stats/realtime/visitors?site_id=example.com", "1", "2")]
    public async Task The_number_alone_is_five_seconds_old_at_most_wherever_it_is_kept(string path, string before, string after)
    {
        await VisitAsync("203.0.113.5");
        Assert.Equal((before, 5d), await AskAsync());

        await VisitAsync("203.0.113.6");
        _clock.Advance(TimeSpan.FromSeconds(3.5));
        Assert.Equal((before, 1d), await AskAsync());

        _clock.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Equal((after, 5d), await AskAsync());

        async Task<(string Body, double Seconds)> AskAsync()
        {
            HttpResponseMessage response = await _product.Admin.GetAsync(path);
            Assert.Equal(["Authorization", "Cookie"], response.Headers.Vary);
            return (await response.Content.ReadAsStringAsync(), response.Headers.CacheControl!.MaxAge!.Value.TotalSeconds);
        }
    }

    private static async Task UntilAsync(StreamReader reader, string line)
    {
        while (await Line(reader) is var told && told != line)
        {
            Assert.NotNull(told);
        }
    }

    private static Task<string?> Line(StreamReader reader) => reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20));
}
