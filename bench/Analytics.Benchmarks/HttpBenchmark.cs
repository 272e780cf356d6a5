using Analytics.Engine.Tables;
using Analytics.Functions.Configuration;
using Analytics.Functions.Http;
using Analytics.Store.Calendars;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Analytics.Engine;
using Analytics.Functions.Hosting;
using Analytics.Store;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Analytics.Benchmarks;

/// <summary>
/// Answers over HTTP, from DynamoDB Local, of days that were sealed: a whole dashboard in one request, a funnel, a year with a filter.
/// Each with a memory of sealed days, where it was asked before, and without.
/// </summary>
internal static class HttpBenchmark
{
    private const string Key = "benchmark-key-0123456789";
    private const int Runs = 15;
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(20); // until the compiler has seen what is asked often

    public static async Task RunAsync()
    {
        var dynamo = new LocalDynamo();
        await dynamo.InitializeAsync();
        try
        {
            Console.WriteLine("| question, over HTTP | events | ms, median | remembered: ms | read units | MB read |\n|---|---|---|---|---|---|");
            await MeasureAsync(dynamo, days: 30, eventsPerDay: 3_333, [("whole dashboard, 15 questions", Dashboard(30)), ("funnel of three steps", Funnel(30))]);
            await MeasureAsync(dynamo, days: 30, eventsPerDay: 33_333, [("whole dashboard, 15 questions", Dashboard(30)), ("funnel of three steps", Funnel(30))]);
            await MeasureAsync(dynamo, days: 365, eventsPerDay: 33_333, [("a year, one country, by month and by page", Year(365))]);
        }
        finally
        {
            await dynamo.DisposeAsync();
        }
    }

    private static LocalDay Last { get; } = new(2026, 11, 20);

    private static string[] Dates(int days) => [Last.Plus(1 - days).ToString(), Last.ToString()];

    private static (string Path, object Body) Dashboard(int days)
    {
        string[] metrics = ["pageviews", "visitors", "visits", "views_per_visit", "bounce_rate", "visit_duration"];
        string[] lists = "event:page visit:entry_page visit:exit_page visit:source visit:channel visit:referrer visit:utm_campaign visit:country visit:device visit:browser visit:os".Split(' ');
        string[] before = [Last.Plus(1 - (2 * days)).ToString(), Last.Plus(-days).ToString()];
        object[] queries =
        [
            new { metrics, date_range = Dates(days) }, new { metrics, date_range = before },
            new { metrics, date_range = Dates(days), dimensions = new[] { "time:day" } }, new { metrics, date_range = before, dimensions = new[] { "time:day" } },
            .. lists.Select(list => new { metrics = new[] { "visitors" }, date_range = Dates(days), dimensions = new[] { list }, pagination = new { limit = 10 } }),
        ];
        return ("/api/v2/queries", new { site_id = "example.com", queries });
    }

    private static (string Path, object Body) Funnel(int days) => (
        "/api/v2/sites/example.com/funnel",
        new { steps = new object[] { new { page = "/**" }, new { page = "/docs/**" }, new Dictionary<string, string> { ["event"] = "Signup" } }, date_range = Dates(days) });

    private static (string Path, object Body) Year(int days)
    {
        object[][] filters = [["is", "visit:country", new[] { "AA" }]];
        return ("/api/v2/queries", new
        {
            site_id = "example.com",
            queries = new object[]
            {
                new { metrics = new[] { "visitors", "pageviews" }, date_range = Dates(days), filters, dimensions = new[] { "time:month" } },
                new { metrics = new[] { "visitors" }, date_range = Dates(days), filters, dimensions = new[] { "event:page" }, pagination = new { limit = 10 } },
            },
        });
    }

    private static async Task MeasureAsync(LocalDynamo dynamo, int days, int eventsPerDay, (string Title, (string Path, object Body) Asked)[] questions)
    {
        string table = LocalDynamo.NewTableName();
        await dynamo.CreateTablesWithoutExpiryAsync(new TableNames(table, table + "Salts"));
        long events = await StoreAsync(dynamo, table, days, eventsPerDay);
        await using WebApplication forgetful = await StartAsync(dynamo, table, memory: "0"), mindful = await StartAsync(dynamo, table, memory: "268435456");
        foreach ((string title, (string path, object body)) in questions)
        {
            (double cold, JsonElement cost) = await AskAsync(forgetful, path, body);
            (double warm, _) = await AskAsync(mindful, path, body);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {title} | {events:N0} in {days} days | {cold:0} | {warm:0} | {cost.GetProperty("read_units").GetDouble():0} | {cost.GetProperty("bytes").GetDouble() / 1e6:0.0} |"));
        }
    }

    private static async Task<(double Milliseconds, JsonElement Cost)> AskAsync(WebApplication product, string path, object body)
    {
        string address = product.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        List<double> times = [];
        JsonElement explained = default;
        for (long start = Stopwatch.GetTimestamp(); times.Count < Runs;)
        {
            long began = Stopwatch.GetTimestamp();
            HttpResponseMessage response = await client.PostAsJsonAsync(path + "?explain=1", body);
            string answer = await response.Content.ReadAsStringAsync();
            if (Stopwatch.GetElapsedTime(start, began) >= Warm)
            {
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            explained = response.IsSuccessStatusCode ? JsonDocument.Parse(answer).RootElement : throw new InvalidOperationException(answer);
        }

        return (times.Order().ElementAt(Runs / 2), explained.GetProperty("explain").GetProperty("cost"));
    }

    private static async Task<WebApplication> StartAsync(LocalDynamo dynamo, string table, string memory)
    {
        var environment = new Dictionary<string, string>
        {
            ["ANALYTICS_TABLE"] = table,
            ["ANALYTICS_BOOTSTRAP_KEY"] = Key,
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["DYNAMODB_ENDPOINT"] = dynamo.Endpoint.ToString(),
            ["ANALYTICS_MEMORY_BYTES"] = memory,
        };
        var clock = new ManualClock(SiteCalendar.Utc.EndOf(Last).AddHours(4));
        WebApplication app = WebApp.Build(Settings.Parse(environment.GetValueOrDefault, [], ".data"), dynamo.Client, clock, builder => builder.Logging.ClearProviders());
        await app.StartAsync();
        return app;
    }

    // What the compactor would have stored, without the twelve million raw events that it would have needed.
    private static async Task<long> StoreAsync(LocalDynamo dynamo, string table, int days, int eventsPerDay)
    {
        Site site = Some.Site() with { Domains = ["example.com"], OwnerId = "default" };
        _ = await dynamo.Client.TransactWriteItemsAsync(new AnalyticsStore(new AnalyticsStoreOptions { TableName = table }).CreateSiteCommand(site));
        var traffic = new DayTraffic();
        long rows = 0;
        for (LocalDay day = Last.Plus(1 - days); day <= Last; day = day.Plus(1))
        {
            Day made = Day.NewOpen(site, day);
            var built = new DayBuilder(day, made.Start, made.End);
            byte[] bytes = built.Add(traffic.Day(day, eventsPerDay), out _)!;
            int parts = BlockCommands.PartsOf(bytes.Length);
            for (int part = 0; part < parts; part++)
            {
                _ = await dynamo.Client.PutItemAsync(BlockCommands.Put(table, site.Id, day, BlockId.Parse("build#000"), part, bytes, null));
            }

            _ = await dynamo.Client.PutItemAsync(DayCommands.Put(table, made with
            {
                State = DayState.Sealed,
                Version = 1,
                Rows = built.Rows,
                DistinctIds = built.Rows,
                Totals = built.Totals,
                Hours = built.Hours,
                ContentHash = built.ContentHash,
                SealedAt = made.End.AddHours(2),
                AuditedAt = made.End.AddHours(27),
                Blocks = [new DayBlock(BlockId.Parse("build#000"), BlockKind.Sealed, (int)built.Rows, bytes.Length, parts)],
            }, null));
            rows += built.Rows;
        }

        return rows;
    }
}
