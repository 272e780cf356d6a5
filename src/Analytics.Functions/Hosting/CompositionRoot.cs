using Amazon.DynamoDBv2;
using Analytics.Engine.Accounts;
using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Erasing;
using Analytics.Engine.Exports;
using Analytics.Engine.Health;
using Analytics.Engine.Reading;
using Analytics.Engine.Recording;
using Analytics.Engine.Retention;
using Analytics.Engine.Sites;
using Analytics.Engine.Stats;
using Analytics.Engine.Visitors;
using Analytics.Functions.Accounts;
using Analytics.Functions.Callers;
using Analytics.Functions.Collect;
using Analytics.Functions.Configuration;
using Analytics.Functions.Exports.Bucket;
using Analytics.Functions.Http;
using Analytics.Functions.Ingest;
using Analytics.Functions.Maintain;
using Analytics.Functions.Realtime;
using Analytics.Store;

namespace Analytics.Functions.Hosting;

/// <summary>What the routes are made of: every object, once, by hand.</summary>
internal static class CompositionRoot
{
    public static void AddAnalytics(this IServiceCollection services, Settings settings, IAmazonDynamoDB client, TimeProvider clock)
    {
        var salts = new SaltKeeper(client, settings.SaltsTable, clock);
        var accounts = new AccountKeeper(client, settings.Table, salts, clock);
        var sites = new SiteDirectory(client, settings.Table, clock);
        services.AddSingleton(clock);
        services.AddSingleton(client);
        services.AddSingleton(settings);
        services.AddSingleton(new AnalyticsStore(new AnalyticsStoreOptions { TableName = settings.Table }));
        services.AddSingleton(sites);
        services.AddSingleton(salts);
        services.AddSingleton(accounts);
        services.AddSingleton(new Access(accounts, sites, settings.BootstrapKey, clock));
        services.AddSingleton(new Metrics(settings.InLambda ? Console.OpenStandardOutput() : null, settings.MetricsNamespace, clock));
        services.AddSingleton(new RequestOrigin(settings.TrustedProxies));
        AddCollecting(services, settings, client, clock);
        AddReading(services, settings, client, clock);
        AddMaintaining(services, settings, client, clock);
        services.AddSingleton<Passwords>();
        services.AddSingleton<FirstOwner>();
    }

    private static void AddCollecting(IServiceCollection services, Settings settings, IAmazonDynamoDB client, TimeProvider clock)
    {
        services.AddSingleton(new EventBudget(client, settings.Table, clock, settings.DailyEvents, settings.OverBudget));
        services.AddSingleton(s => new Recorder(client, settings.Table, s.GetRequiredService<SaltKeeper>(), clock) { Budget = s.GetRequiredService<EventBudget>() });
        services.AddSingleton(new DropTally(client, settings.Table, clock) { Every = TimeSpan.FromMinutes(settings.InLambda ? 1 : 5) });
        services.AddSingleton(_ => new SenderLimits(settings.EventsPerSecond, settings.EventsPerSecondOfSite));
        services.AddSingleton<EventMeter>();
        services.AddSingleton<Collector>();
        services.AddSingleton<ServerSenders>();
        services.AddSingleton<Intake>();
    }

    // Made when first asked for, as below: a function pays at its start for nothing that only others use.
    private static void AddReading(IServiceCollection services, Settings settings, IAmazonDynamoDB client, TimeProvider clock)
    {
        services.AddSingleton(_ => new ReadMemory(settings.MemoryBytes));
        services.AddSingleton(s => new DayReader(client, settings.Table, clock, s.GetRequiredService<ReadMemory>()) { Erasures = s.GetRequiredService<Eraser>().Erasures });
        services.AddSingleton(s =>
        {
            var events = new EventReader(client, settings.Table, clock);
            return new StatsReader(s.GetRequiredService<DayReader>().OpenAsync, events.ReadDayAsync, s.GetRequiredService<ReadMemory>());
        });
        services.AddSingleton(_ => new TermsReader(client, settings.Table));
        services.AddSingleton(_ => new FunnelReader(client, settings.Table));
        services.AddSingleton(s => new SiteBook(client, settings.Table, s.GetRequiredService<SiteDirectory>(), clock));
        services.AddSingleton(s => new GoalBook(client, settings.Table, s.GetRequiredService<TermsReader>(), clock));
        services.AddSingleton(s => new SegmentBook(client, settings.Table, s.GetRequiredService<TermsReader>(), clock));
        services.AddSingleton(s => new FunnelBook(client, settings.Table, s.GetRequiredService<FunnelReader>(), clock));
        services.AddSingleton(s => new Exporter(client, settings.Table, s.GetRequiredService<DayReader>(), clock));
        services.AddSingleton(s => new HealthReader(
            client, settings.Table, clock, s.GetRequiredService<DayReader>(), s.GetRequiredService<DropTally>(), s.GetRequiredService<Eraser>().Erasures));
        services.AddSingleton<LiveCounts>();
        services.AddSingleton<VisitorsStream>();
    }

    private static void AddMaintaining(IServiceCollection services, Settings settings, IAmazonDynamoDB client, TimeProvider clock)
    {
        var bucket = new Lazy<DayBucket?>(() => S3DayBucket.Of(settings));
        services.AddSingleton(s => new Eraser(client, settings.Table, s.GetRequiredService<SiteDirectory>(), s.GetRequiredService<SaltKeeper>(), clock) { Bucket = bucket.Value });
        services.AddSingleton(s => new Compactor(client, settings.Table, s.GetRequiredService<SiteDirectory>(), clock)
        {
            Erasures = s.GetRequiredService<Eraser>().Erasures,
            Bucket = bucket.Value,
        });
        services.AddSingleton(s => new RetentionKeeper(client, settings.Table, s.GetRequiredService<SiteDirectory>(), clock) { Bucket = bucket.Value });
        services.AddSingleton<Maintenance>();
    }
}
