using Analytics.Functions.Hosting.Lambda;
using Microsoft.AspNetCore.Builder;

namespace Analytics.Testing.Lambda;

/// <summary>Lambda around an application in this process: the emulated Runtime API that feeds it, and the front that browsers see.</summary>
public sealed class LambdaHost : IAsyncDisposable
{
    private readonly RuntimeApi _api;

    private LambdaHost(LambdaEmulator emulator, LambdaFront front) => (Emulator, Front, _api) = (emulator, front, new RuntimeApi(emulator.Address));

    public LambdaEmulator Emulator { get; }
    public LambdaFront Front { get; }

    public static async Task<LambdaHost> StartAsync()
    {
        LambdaEmulator emulator = await LambdaEmulator.StartAsync();
        return new LambdaHost(emulator, await LambdaFront.StartAsync(emulator));
    }

    /// <param name="builder">Of the application.</param>
    /// <param name="streams">Answers leave as they are written.</param>
    /// <param name="rehearses">The first request is rehearsed while it is fetched.</param>
    public void TakeThePlaceOfKestrel(WebApplicationBuilder builder, bool streams = false, bool rehearses = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseLambda(_api, new LambdaServerOptions(streams, TimeProvider.System) { Rehearses = rehearses });
    }

    public async ValueTask DisposeAsync()
    {
        await Front.DisposeAsync();
        await Emulator.DisposeAsync();
        _api.Dispose();
    }
}
