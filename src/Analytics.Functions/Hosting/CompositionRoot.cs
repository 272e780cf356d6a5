using Amazon.DynamoDBv2;
using Analytics.Engine;
using Analytics.Engine.Accounts;
using Analytics.Engine.Days;
using Analytics.Engine.Sites;
using Analytics.Engine.Tables;
using Analytics.Functions.Accounts;
using Analytics.Functions.Assistants;
using Analytics.Functions.Callers;
using Analytics.Functions.Collect;
using Analytics.Functions.Configuration;
using Analytics.Functions.Exports;
using Analytics.Functions.Exports.Bucket;
using Analytics.Functions.Http;
using Analytics.Functions.Ingest;
using Analytics.Functions.Maintain;
using Analytics.Functions.Realtime;
using Analytics.Functions.Stats.Reports;
using Analytics.Functions.Stats.Reports.Errors;
using Analytics.Functions.Stats.Reports.Sessions;
using Analytics.Store;

namespace Analytics.Functions.Hosting;

/// <summary>What the routes are made of: every object, once, by hand.</summary>
internal static class CompositionRoot
{
    public static void AddAnalytics(this IServiceCollection services, Settings settings, IAmazonDynamoDB client, TimeProvider clock)
    {
        services.AddSingleton(clock);
        services.AddSingleton(client);
        services.AddSingleton(settings);
        services.AddSingleton(new AnalyticsStore(new AnalyticsStoreOptions { TableName = settings.Table }));
        services.AddSingleton(new Metrics(settings.InLambda ? Console.OpenStandardOutput() : null, settings.MetricsNamespace, clock));
        services.AddSingleton(new RequestOrigin(settings.TrustedProxies, settings.CountryHeader));
        services.AddSingleton(settings.Places);
        AddEngine(services, settings, client, clock);
        AddCollecting(services, settings);
        services.AddSingleton<LiveCounts>();
        services.AddSingleton<LiveSites>();
        services.AddSingleton<LiveSocket>();
        services.AddSingleton<LiveStream>();
        services.AddSingleton<WatcherLimits>();
        services.AddSingleton<ReportReader>();
        services.AddSingleton<ErrorGroups>();
        services.AddSingleton<SessionSite>();
        services.AddSingleton<PlausibleExport>();
        AddMaintenance(services);
        services.AddSingleton<Tickets>();
        services.AddSingleton<OwnRoutes>();
        services.AddSingleton<AssistantServer>();
        services.AddSingleton(_ => new RequestLimits(settings.RequestsPerMinute));
        services.AddCompressedAnswers();
        services.AddSingleton(s => new Access(s.GetRequiredService<AccountStore>(), s.GetRequiredService<LoginStore>(), s.GetRequiredService<SiteDirectory>(), s.GetRequiredService<Tickets>(), s.GetRequiredService<RequestLimits>(), settings.BootstrapKey, clock));
        services.AddSingleton<Passwords>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<FirstOwner>();
    }

    // Each part is made when it is first asked for: a function pays at its start for nothing that only others use.
    private static void AddEngine(IServiceCollection services, Settings settings, IAmazonDynamoDB client, TimeProvider clock)
    {
        services.AddSingleton(_ => new ReadMemory(settings.MemoryBytes));
        services.AddSingleton(s => new AnalyticsEngine(client, new TableNames(settings.Table, settings.SaltsTable), clock, new AnalyticsEngineOptions
        {
            DailyEvents = settings.DailyEvents,
            OverBudget = settings.OverBudget,
            DropsEvery = TimeSpan.FromMinutes(settings.InLambda ? 1 : 5),
            Memory = s.GetRequiredService<ReadMemory>(),
            Bucket = S3DayBucket.Of(settings),
        }));
        AddPart(engine => engine.Sites);
        AddPart(engine => engine.Salts);
        AddPart(engine => engine.Accounts);
        AddPart(engine => engine.Logins);
        AddPart(engine => engine.Terms);
        AddPart(engine => engine.Funnels);
        AddPart(engine => engine.SiteBook);
        AddPart(engine => engine.GoalBook);
        AddPart(engine => engine.SegmentBook);
        AddPart(engine => engine.FunnelBook);
        AddPart(engine => engine.AnnotationBook);
        AddPart(engine => engine.ErrorMarkBook);
        AddPart(engine => engine.Recorder);
        AddPart(engine => engine.Budget);
        AddPart(engine => engine.Drops);
        AddPart(engine => engine.Days);
        AddPart(engine => engine.Stats);
        AddPart(engine => engine.Visits);
        AddPart(engine => engine.Exporter);
        AddPart(engine => engine.Health);
        AddPart(engine => engine.Erasures);
        AddPart(engine => engine.Eraser);
        AddPart(engine => engine.Deleter);
        AddPart(engine => engine.Compactor);
        AddPart(engine => engine.Expiry);

        void AddPart<T>(Func<AnalyticsEngine, T> part)
            where T : class => services.AddSingleton(s => part(s.GetRequiredService<AnalyticsEngine>()));
    }

    // A run does the steps in this order: a promise about salts waits for no other work.
    private static void AddMaintenance(IServiceCollection services)
    {
        services.AddSingleton<IMaintenanceStep, SaltStep>();
        services.AddSingleton<IMaintenanceStep, CompactionStep>();
        services.AddSingleton<IMaintenanceStep, ErasureStep>();
        services.AddSingleton<IMaintenanceStep, DeletionStep>();
        services.AddSingleton<IMaintenanceStep, ExpiryStep>();
        services.AddSingleton<IMaintenanceStep, BudgetStep>();
        services.AddSingleton<Maintenance>();
    }

    private static void AddCollecting(IServiceCollection services, Settings settings)
    {
        services.AddSingleton(_ => new SenderLimits(settings.EventsPerSecond, settings.EventsPerSecondOfSite));
        services.AddSingleton<EventMeter>();
        services.AddSingleton<Collector>();
        services.AddSingleton<ServerSenders>();
        services.AddSingleton<Intake>();
    }
}
