using Amazon.DynamoDBv2;
using Analytics.Functions.Accounts;
using Analytics.Functions.Collect;
using Analytics.Functions.Collect.Counterscale;
using Analytics.Functions.Collect.GoatCounter;
using Analytics.Functions.Collect.LittleStats;
using Analytics.Functions.Collect.ReactHook;
using Analytics.Functions.Collect.ShortKeys;
using Analytics.Functions.Collect.Umami;
using Analytics.Functions.Dashboard;
using Analytics.Functions.Erasures;
using Analytics.Functions.Exports;
using Analytics.Functions.Goals;
using Analytics.Functions.Ingest;
using Analytics.Functions.Maintain;
using Analytics.Functions.Realtime;
using Analytics.Functions.Sites;
using Analytics.Functions.Stats;
using Analytics.Functions.Stats.Funnels;
using Analytics.Functions.Stats.Journeys;
using Analytics.Functions.Stats.Retention;
using Analytics.Functions.Tracker;

namespace Analytics.Functions.Hosting;

/// <summary>The application: its services, what every request passes through, and its routes.</summary>
internal static class WebApp
{
    public static WebApplication Build(Settings settings, IAmazonDynamoDB client, TimeProvider clock, Action<WebApplicationBuilder>? adjust = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true);
        // Framework logs tell paths and addresses of requests: nothing below a warning, and those tell neither.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Amazon", LogLevel.Warning);
        builder.WebHost.UseUrls([.. settings.Urls]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 6 * 1024 * 1024;
        });
        builder.Services.AddAnalytics(settings, client, clock);
        builder.Services.AddHostedService<MaintenanceTimer>();
        builder.Services.AddHostedService<DropsAtEnd>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(1));

        adjust?.Invoke(builder);
        WebApplication app = builder.Build();
        app.UseForwardedScheme(settings.TrustedProxies);
        app.UseSecurityHeaders();
        app.UseFaults();
        app.UseRouting();
        app.Use(next => context => app.Services.GetRequiredService<Access>().InvokeAsync(context, next));

        app.MapHealth();
        app.MapMaintenance();
        app.MapErasures();
        app.MapCollect();
        app.MapUmami(BuiltFiles.ForeignTracker("umami.js"));
        app.MapGoatCounter(BuiltFiles.ForeignTracker("count.js"));
        app.MapCounterscale();
        app.MapLittleStats();
        app.MapShortKeys();
        app.MapReactHook();
        app.MapPixel();
        app.MapDrops();
        app.MapTracker(new TrackerScripts());
        app.MapOptOut(BuiltFiles.ForeignTracker("opt-out.js"));
        app.MapOneEvent();
        app.MapSession();
        app.MapBatch();
        app.MapLogs();
        app.MapImport();
        app.MapSignIn();
        app.MapKeys();
        app.MapSites();
        app.MapExport();
        app.MapGoals();
        app.MapStats();
        app.MapFunnels();
        app.MapJourneys();
        app.MapRetention();
        app.MapSegments();
        app.MapRealtime();
        app.MapDashboard(BuiltFiles.DashboardFolder);
        return app;
    }
}
