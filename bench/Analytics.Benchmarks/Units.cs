using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Analytics.Engine;
using Analytics.Functions.Stats;
using Analytics.Store;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Testing;

namespace Analytics.Benchmarks;

/// <summary>Write and read units and calls, measured from DynamoDB's own ConsumedCapacity.</summary>
internal static class Units
{
    private static readonly string[] Panels = ["event:page", "visit:source", "visit:country", "visit:device", "visit:browser", "visit:os"];

    public static async Task RunAsync()
    {
        await using var database = new LocalDynamo();
        await database.InitializeAsync();
        using var client = new Meter(database.Endpoint);
        var clock = new ManualClock(Some.Noon);
        var names = new TableNames(LocalDynamo.NewTableName(), LocalDynamo.NewTableName());
        await new TableCreator(client).CreateAsync(names, CancellationToken.None);
        _ = await client.TransactWriteItemsAsync(new AnalyticsStore(new AnalyticsStoreOptions { TableName = names.Events }).CreateSiteCommand(Traffic.Site));
        Meter meter = client;

        Console.WriteLine("| Page view | calls | write units | read units |\n|---|---|---|---|");
        (SiteDirectory sites, Recorder recorder) = Instance(client, names, clock);
        await RowAsync("first of a site's day, cold instance", 1);
        await RowAsync("later, same instance (mean of 1,000)", 1000);
        (sites, recorder) = Instance(client, names, clock);
        await RowAsync("first of another cold instance", 1);

        Console.WriteLine("\n| Dashboard load over 30 days, from raw events | calls | read units |\n|---|---|---|");
        await DashboardAsync(1_000);
        await DashboardAsync(10_000);

        async Task RowAsync(string what, int count)
        {
            meter.Reset();
            for (int i = 0; i < count; i++)
            {
                Site site = (await sites.FindAsync("example.com", CancellationToken.None))!;
                _ = await recorder.RecordAsync(Traffic.Hit(i, Traffic.Payload(i), Traffic.UserAgent(i), clock.GetUtcNow()) with { Site = site, Id = EventId.New() }, CancellationToken.None);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {(double)meter.Calls / count:0.###} | {meter.Write / count:0.###} | {meter.Read / count:0.###} |"));
        }

        async Task DashboardAsync(int pageviews)
        {
            Site site = Some.Site("site-" + pageviews, "Europe/Tallinn", "example.com");
            Hit[] hits = [.. Enumerable.Range(0, pageviews).Select(i => Traffic.Hit(i, Traffic.Payload(i), Traffic.UserAgent(i), clock.GetUtcNow()) with
            {
                Site = site,
                Id = EventId.New(),
                Time = clock.GetUtcNow().AddMinutes(-(43_200.0 * i / pageviews)),
            })];
            _ = await recorder.RecordManyAsync(site, hits, CancellationToken.None);
            var events = new EventReader(client, names.Events, clock);
            meter.Reset();
            _ = await new StatsReader(events.ReadDayAsync, events.ReadDayAsync).ReadAsync(site, Queries(site, clock.GetUtcNow()), CancellationToken.None);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {pageviews:N0} page views | {meter.Calls} | {meter.Read:0.#} |"));
        }
    }

    private static (SiteDirectory, Recorder) Instance(IAmazonDynamoDB client, TableNames names, TimeProvider clock) =>
        (new SiteDirectory(client, names.Events, clock), new Recorder(client, names.Events, new SaltKeeper(client, names.Salts, clock), clock));

    private static StatsQuery[] Queries(Site site, DateTimeOffset now)
    {
        string[] dimensions = ["", "time:day", .. Panels];
        return [.. dimensions.Select(d =>
        {
            string json = JsonSerializer.Serialize(new { site_id = "example.com", metrics = new[] { "visitors" }, date_range = "30d", dimensions = d.Length == 0 ? [] : new[] { d } });
            return ((StatsQueryOutcome.Accepted)StatsQueryJson.Parse(System.Text.Encoding.UTF8.GetBytes(json), site, now)).Query;
        })];
    }
}
