using Amazon.DynamoDBv2;
using Analytics.Functions.Callers;
using Analytics.Functions.Collect;
using Analytics.Functions.Configuration;
using Analytics.Functions.Hosting.Local;
using Analytics.Functions.Http;
using Analytics.Functions.Maintain;

namespace Analytics.Functions.Hosting;

/// <summary>The application: its services, what every request passes through, and its routes.</summary>
internal static class WebApp
{
    public static WebApplication Build(Settings settings, IAmazonDynamoDB client, TimeProvider clock, Action<WebApplicationBuilder>? adjust = null) =>
        Build(settings, () => client, clock, adjust);

    /// <param name="settings">Of this process.</param>
    /// <param name="connect">Gives the client of the database; called once.</param>
    /// <param name="clock">The present.</param>
    /// <param name="adjust">Has the last word on logs and server.</param>
    public static WebApplication Build(Settings settings, Func<IAmazonDynamoDB> connect, TimeProvider clock, Action<WebApplicationBuilder>? adjust = null)
    {
        // Empty, for the settings are the product's own: no files are read and watched for others, and no server is there before it is chosen.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddRoutingCore();
        // Framework logs below warnings contain paths and addresses of requests; warnings contain neither.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Amazon", LogLevel.Warning);
        builder.Services.AddAnalytics(settings, connect(), clock);
        if (!settings.InLambda)
        {
            builder.UseKestrel(settings);
            builder.Services.AddAnswerTime(settings.AnswerSeconds);
            if (settings.Role.HasFlag(Role.Maintain))
            {
                builder.Services.AddHostedService<MaintenanceTimer>();
            }
        }

        builder.Services.AddHostedService<DropsAtEnd>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(1));

        adjust?.Invoke(builder);
        WebApplication app = builder.Build();
        app.UsePublicPath(settings.Path);
        app.UseForwardedScheme(settings.TrustedProxies);
        app.UseSecurityHeaders();
        app.UseFrontDoor(settings.OriginSecret);
        app.UseResponseCompression();
        app.Services.GetRequiredService<OwnRoutes>().BeginIn(app);
        app.UseFaults();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan }); // a watch says by itself that it is there
        app.UseRouting();
        if (!settings.InLambda)
        {
            app.UseRequestTimeouts();
        }

        app.Use(next => context => app.Services.GetRequiredService<Access>().InvokeAsync(context, next));

        app.MapRoutes(settings.Role, settings.Path);
        return app;
    }
}
