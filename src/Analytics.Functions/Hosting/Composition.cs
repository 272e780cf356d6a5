using Amazon.DynamoDBv2;
using Analytics.Engine;
using Analytics.Functions.Accounts;
using Analytics.Functions.Collect;
using Analytics.Functions.Exports.Bucket;
using Analytics.Functions.Ingest;
using Analytics.Functions.Maintain;
using Analytics.Functions.Realtime;
using Analytics.Store;

namespace Analytics.Functions.Hosting;

/// <summary>What the routes are made of: every object, once, by hand.</summary>
internal static class Composition
{
    public static void AddAnalytics(this IServiceCollection services, Settings settings, IAmazonDynamoDB client, TimeProvider clock)
    {
        var events = new EventReader(client, settings.Table, clock);
        var salts = new SaltKeeper(client, settings.SaltsTable, clock);
        var accounts = new AccountKeeper(client, settings.Table, salts, clock);
        var sites = new SiteDirectory(client, settings.Table, clock);
        DayBucket? bucket = S3DayBucket.Of(settings);
        var eraser = new Eraser(client, settings.Table, sites, salts, clock) { Bucket = bucket };
        var memory = new ReadMemory(settings.MemoryBytes);
        var days = new DayReader(client, settings.Table, clock, memory) { Erasures = eraser.Erasures };
        var budget = new EventBudget(client, settings.Table, clock, settings.DailyEvents, settings.OverBudget);
        services.AddSingleton(clock);
        services.AddSingleton(client);
        services.AddSingleton(settings);
        services.AddSingleton(new AnalyticsStore(new AnalyticsStoreOptions { TableName = settings.Table }));
        services.AddSingleton(sites);
        services.AddSingleton(salts);
        services.AddSingleton(budget);
        services.AddSingleton(new Recorder(client, settings.Table, salts, clock) { Budget = budget });
        services.AddSingleton(new TermsReader(client, settings.Table));
        services.AddSingleton(_ => memory); // made here, disposed of with the rest
        services.AddSingleton(new FunnelReader(client, settings.Table));
        services.AddSingleton(days);
        services.AddSingleton(new Exporter(client, settings.Table, days, clock));
        services.AddSingleton(new StatsReader(days.OpenAsync, events.ReadDayAsync, memory));
        services.AddSingleton(new Compactor(client, settings.Table, sites, clock) { Erasures = eraser.Erasures, Bucket = bucket });
        services.AddSingleton(eraser);
        services.AddSingleton(new RetentionKeeper(client, settings.Table, sites, clock) { Bucket = bucket });
        services.AddSingleton(accounts);
        services.AddSingleton(new Access(accounts, settings.BootstrapKey, clock));
        services.AddSingleton(new Metrics(settings.InLambda ? Console.OpenStandardOutput() : null, settings.MetricsNamespace, clock));
        services.AddSingleton(new RequestOrigin(settings.TrustedProxies));
        services.AddSingleton(new DropTally(client, settings.Table, clock) { Every = TimeSpan.FromMinutes(settings.InLambda ? 1 : 5) });
        services.AddSingleton(new SenderLimits(settings.EventsPerSecond, settings.EventsPerSecondOfSite));
        services.AddSingleton<EventMeter>();
        services.AddSingleton<LiveCounts>();
        services.AddSingleton<VisitorsStream>();
        services.AddSingleton<Collector>();
        services.AddSingleton<ServerSenders>();
        services.AddSingleton<Intake>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<FirstOwner>();
        services.AddSingleton<Maintenance>();
    }
}
