using Analytics.Engine.Accounts;
using Analytics.Functions.Callers;
using Analytics.Functions.Configuration;
using System.Text;
using Analytics.Engine;
using Analytics.Functions.Hosting;
using Analytics.Store.Accounts;
using Analytics.Testing.Lambda;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Analytics.Functions.Tests.Realtime;

/// <summary>The stream where every second of it is billed.</summary>
public sealed class LiveInLambdaTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;
    private string _key = "";

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        _ = await _product.CreateSiteAsync("example.com");
        (_key, _) = await _product.Services.GetRequiredService<AccountStore>().CreateKeyAsync(Caller.Deployment, "Live", Scopes.Stats, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_one_number_that_holds_no_instance_and_asks_the_browser_to_come_again(bool streams)
    {
        await using LambdaHost host = await LambdaHost.StartAsync();
        await using WebApplication app = await StartAsync(host, streams);

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
