using System.Text;
using Analytics.Engine;
using Analytics.Functions.Hosting;
using Analytics.Store.Accounts;
using Analytics.Testing.Lambda;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Analytics.Functions.Tests.Realtime;

/// <summary>The stream where answers leave as they are written, on the clock of Lambda.</summary>
public sealed class LiveInLambdaTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;
    private string _key = "";

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        _ = await _product.CreateSiteAsync("example.com");
        (_key, _) = await _product.Services.GetRequiredService<AccountKeeper>().CreateKeyAsync(Caller.Deployment, "Live", Scopes.Stats, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task The_number_leaves_at_once_and_the_stream_ends_well_before_its_deadline()
    {
        await using LambdaHost host = await LambdaHost.StartAsync();
        await using WebApplication app = await StartAsync(host, streams: true);
        host.Emulator.Timeout = TimeSpan.FromSeconds(8);

        LambdaCall call = host.Emulator.Begin(Ask());
        string seen = "";
        DateTimeOffset? told = null;
        await foreach (byte[] piece in call.Pieces)
        {
            seen += Encoding.UTF8.GetString(piece);
            told ??= seen.Contains("data: {\"visitors\":0}\n\n", StringComparison.Ordinal) ? DateTimeOffset.UtcNow : null;
        }

        LambdaResult result = await call.Result;
        Assert.Null(result.ErrorType);
        Assert.True(told < call.Deadline.AddSeconds(-4), "It did not leave at once."); // three seconds before, the stream has ended
        Assert.InRange(DateTimeOffset.UtcNow, call.Deadline.AddSeconds(-3.1), call.Deadline.AddSeconds(-1));
        Assert.Equal(200, result.ToHttp().Status);
        Assert.Contains(("Content-Type", "text/event-stream"), result.ToHttp().Headers);
        Assert.Equal(1, result.Text.Split("event: visitors").Length - 1);
        Assert.Equal(200, (await host.Emulator.InvokeAsync(LambdaPayload.Http("GET", "/health/live").ToBytes())).ToHttp().Status);
    }

    [Fact]
    public async Task In_one_piece_it_is_one_number_that_does_not_wait_for_the_deadline()
    {
        await using LambdaHost host = await LambdaHost.StartAsync();
        await using WebApplication app = await StartAsync(host, streams: false);

        LambdaCall call = host.Emulator.Begin(Ask());
        (int status, IReadOnlyList<(string Name, string Value)> headers, byte[] body) = (await call.Result.WaitAsync(TimeSpan.FromSeconds(20))).ToHttp();

        Assert.Equal(200, status);
        Assert.Contains(("Content-Type", "text/event-stream"), headers);
        Assert.Equal("retry: 5000\n\nevent: visitors\ndata: {\"visitors\":0}\n\n", Encoding.UTF8.GetString(body));
    }

    private byte[] Ask() => LambdaPayload.Http(
        "GET", "/api/v2/sites/example.com/realtime/stream", new Dictionary<string, string> { ["authorization"] = "Bearer " + _key }).ToBytes();

    private async Task<WebApplication> StartAsync(LambdaHost host, bool streams)
    {
        var environment = new Dictionary<string, string>
        {
            ["ANALYTICS_TABLE"] = _product.Tables.Events,
            ["ANALYTICS_SALTS_TABLE"] = _product.Tables.Salts,
            ["ANALYTICS_ROLE"] = "front",
        };
        WebApplication app = WebApp.Build(Settings.Parse(environment.GetValueOrDefault, [], ".data"), dynamo.Client, TimeProvider.System, builder =>
        {
            _ = builder.Logging.ClearProviders();
            host.TakeThePlaceOfKestrel(builder, streams);
        });
        await app.StartAsync();
        return app;
    }
}
