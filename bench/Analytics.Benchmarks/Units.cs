using Analytics.Engine.Days;
using Analytics.Engine.Reading;
using Analytics.Engine.Recording;
using Analytics.Engine.Sites;
using Analytics.Engine.Stats;
using Analytics.Engine.Tables;
using Analytics.Engine.Visitors;
using Analytics.Store.Calendars;
using System.Globalization;
using Amazon.DynamoDBv2;
using Analytics.Engine;
using Analytics.Store;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Testing;

namespace Analytics.Benchmarks;

/// <summary>Write and read units and calls, measured from DynamoDB's own ConsumedCapacity.</summary>
internal static class Units
{
    public static async Task RunAsync()
    {
        await using var database = new LocalDynamo();
        await database.InitializeAsync();
        using var client = new Meter(database.Endpoint);
        var clock = new ManualClock(Some.Noon.AddHours(9)); // 23:00 at the site: its thirtieth day is nearly full
        var names = new TableNames(LocalDynamo.NewTableName(), LocalDynamo.NewTableName());
        await database.CreateTablesWithoutExpiryAsync(names); // else the wall clock takes the salt before the second instance finds it
        _ = await client.TransactWriteItemsAsync(new AnalyticsStore(new AnalyticsStoreOptions { TableName = names.Events }).CreateSiteCommand(Traffic.Site));
        Meter meter = client;

        Console.WriteLine("| Page view | calls | write units | read units |\n|---|---|---|---|");
        (SiteDirectory sites, Recorder recorder) = Instance(client, names, clock);
        await RowAsync("first of a site's day, cold instance", 1);
        await RowAsync("later, same instance (mean of 1,000)", 1000);
        (sites, recorder) = Instance(client, names, clock);
        await RowAsync("first of another cold instance", 1);
        await BatchAsync(10);
        await BatchAsync(100);
        await BatchAsync(500);

        Console.WriteLine("\n| From raw events, 30 days | page views | calls | read units |\n|---|---|---|---|");
        await ReadingAsync(1_000);
        await ReadingAsync(10_000);

        async Task RowAsync(string what, int count)
        {
            meter.Reset();
            for (int i = 0; i < count; i++)
            {
                Site site = (await sites.FindAsync("example.com", CancellationToken.None))!;
                if (await recorder.RecordAsync(Pageview(i, site, clock.GetUtcNow()), CancellationToken.None) is HitOutcome.Dropped dropped)
                {
                    throw new InvalidOperationException($"A page view was dropped: {dropped.Reason}.");
                }
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {(double)meter.Calls / count:0.###} | {meter.Write / count:0.###} | {meter.Read / count:0.###} |"));
        }

        async Task BatchAsync(int size)
        {
            Site site = (await sites.FindAsync("example.com", CancellationToken.None))!;
            const int Batches = 20;
            meter.Reset();
            for (int batch = 0; batch < Batches; batch++)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                Hit[] hits = [.. Enumerable.Range(0, size).Select(i => Pageview((batch * size) + i, site, clock.GetUtcNow()))];
                _ = await recorder.RecordManyAsync(site, hits, CancellationToken.None);
            }

            double events = size * Batches;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| one of a batch of {size} of a server (mean of {Batches}) | {meter.Calls / events:0.####} | {meter.Write / events:0.####} | {meter.Read / events:0.####} |"));
        }

        async Task ReadingAsync(int pageviews)
        {
            Site site = Some.Site("site-" + pageviews, "Europe/Tallinn", "example.com");
            LocalDay today = site.Calendar.DayOf(clock.GetUtcNow());
            DateTimeOffset begin = site.Calendar.StartOf(today.Plus(1 - DashboardLoad.Days));
            Hit[] hits = [.. Enumerable.Range(0, pageviews).Select(i => Pageview(i, site, begin + ((clock.GetUtcNow() - begin) * i / pageviews)))];
            List<HitOutcome> outcomes = [];
            foreach (Hit[] some in hits.Chunk(500))
            {
                outcomes.AddRange(await recorder.RecordManyAsync(site, some, CancellationToken.None));
            }

            await QuestionsAsync("eight questions, as the reference asks", DashboardLoad.Overview(site, clock.GetUtcNow()));
            await QuestionsAsync("the dashboard's load, nothing left of the 30 days before", DashboardLoad.Whole(site, clock.GetUtcNow()));

            async Task QuestionsAsync(string what, StatsQuery[] questions)
            {
                meter.Reset();
                IReadOnlyList<StatsResult> answers = await new AnalyticsEngine(client, names, clock).Stats.ReadAsync(site, questions, CancellationToken.None);
                double counted = (long)answers[0].Rows[0].Metrics[0].Numerator;
                if (outcomes.Any(o => o is not HitOutcome.Accepted) || counted != pageviews)
                {
                    throw new InvalidOperationException($"{counted} of {pageviews} page views were read.");
                }

                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {pageviews:N0} | {meter.Calls} | {meter.Read:0.#} |"));
            }
        }
    }

    private static Hit Pageview(int n, Site site, DateTimeOffset at) => Traffic.Hit(n, Traffic.Payload(n), Traffic.UserAgent(n), at) with
    {
        Site = site,
        Id = EventId.New(),
        Name = EventName.Pageview,
        Props = new Dictionary<string, string>(),
    };

    private static (SiteDirectory, Recorder) Instance(IAmazonDynamoDB client, TableNames names, TimeProvider clock)
    {
        var engine = new AnalyticsEngine(client, names, clock);
        return (engine.Sites, engine.Recorder);
    }
}
