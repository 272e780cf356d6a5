using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Analytics.Functions.Hosting.Lambda;

/// <summary>
/// The one call that puts Lambda in the place of Kestrel. Replace it to use another server for Lambda's events.
/// </summary>
internal static class LambdaHosting
{
    public static void UseLambda(this WebApplicationBuilder builder, RuntimeApi api, LambdaServerOptions options)
    {
        builder.Services.RemoveAll<IServer>();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(api); // made outside, so disposed of outside
        builder.Services.AddSingleton<LambdaServer>();
        builder.Services.AddSingleton<IServer>(services => services.GetRequiredService<LambdaServer>());
    }
}
