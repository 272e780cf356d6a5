using Analytics.Functions.Http;
using System.Text.Json.Nodes;
using Analytics.Testing.Lambda;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Analytics.Functions.Tests.Hosting.Lambda;

/// <summary>A small application of a test's own behind the server: what the product's routes never do, the server must stand all the same.</summary>
internal sealed class LambdaApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LambdaHost _host;

    private LambdaApp(WebApplication app, LambdaHost host) => (_app, _host) = (app, host);

    public LambdaEmulator Lambda => _host.Emulator;

    public IHost Host => _app;

    public static async Task<LambdaApp> StartAsync(Action<WebApplication> map, bool streams = false, ILoggerProvider? log = null, bool rehearses = false)
    {
        LambdaHost host = await LambdaHost.StartAsync();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        _ = builder.Logging.ClearProviders();
        if (log is not null)
        {
            _ = builder.Logging.AddProvider(log);
        }

        host.TakeThePlaceOfKestrel(builder, streams, rehearses);
        WebApplication app = builder.Build();
        map(app);
        await app.StartAsync();
        return new LambdaApp(app, host);
    }

    /// <summary>Asks for a path and answers what a browser sees.</summary>
    public async Task<(int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)> GetAsync(string target, string method = "GET") =>
        (await CallAsync(target, method)).ToHttp();

    public Task<LambdaResult> CallAsync(string target, string method = "GET") => Lambda.InvokeAsync(LambdaPayload.Http(method, target).ToBytes());

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _host.DisposeAsync();
    }
}
