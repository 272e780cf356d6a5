using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Erasing;
using Analytics.Engine.Reading;
using Analytics.Engine.Expiry;
using Analytics.Engine.Sites;
using Analytics.Engine.Stats;
using Analytics.Engine.Tables;
using Analytics.Engine.Visitors;
using Analytics.Store.Calendars;
using System.Diagnostics;
using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine;
using Analytics.Store;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Table;
using Analytics.Testing;
using Analytics.Testing.Simulation;

namespace Analytics.Benchmarks;

/// <summary>
/// What days cost from the first event to the last question: write units of collecting, compacting and sealing together, bytes that stay,
/// and what the dashboard's questions read. Over the tests' DynamoDB in memory, which is held to DynamoDB Local and counts its units; a
/// transaction counts double.
/// </summary>
internal static class DaysBenchmark
{
    private const string Table = "events";
    private static readonly Site Site = Some.Site();

    public static async Task RunAsync()
    {
        Console.WriteLine("| events a day | write units an event, all in | of them raw | bytes an event that stay | read units an event of maintenance | its calls a day | its CPU µs an event |\n|---|---|---|---|---|---|---|");
        foreach (int size in new[] { 10, 100, 1_000, 10_000, 50_000 })
        {
            await WritingAsync(size);
        }

        await IdleAsync();

        Console.WriteLine("\n| events in 30 days | questions | calls | read units | KB read | CPU ms | ms |\n|---|---|---|---|---|---|---|");
        foreach (int size in new[] { 33, 333, 3_333, 33_333 })
        {
            await ReadingAsync(size);
        }
    }

    private static async Task<(FakeDatabase, FakeDynamoDb, UnitCounter, ManualClock)> CreateAsync()
    {
        var database = new FakeDatabase();
        var counter = new UnitCounter();
        FakeDynamoDb client = FakeDynamoDb.Through((request, _) => Task.FromResult(counter.Send(database, request)));
        _ = await client.CreateTableAsync(TableDefinition.Events.ToCreateRequest(Table));
        _ = await client.TransactWriteItemsAsync(new AnalyticsStore(new AnalyticsStoreOptions { TableName = Table }).CreateSiteCommand(Site));
        return (database, client, counter, new ManualClock(Some.Noon));
    }

    // As Recorder does it, without the pipeline: a marker, the events, another marker for every thousand.
    private static async Task WritingAsync(int size)
    {
        (FakeDatabase database, FakeDynamoDb client, UnitCounter counter, ManualClock clock) = await CreateAsync();
        counter.Write = 0;
        var traffic = new DayTraffic();
        long events = 0, calls = 0;
        double read = 0;
        TimeSpan cpu = TimeSpan.Zero;
        for (int d = 0; d < 2; d++)
        {
            LocalDay day = Some.Day.Plus(d);
            List<Event> ofDay = [.. traffic.Day(day, size).OrderBy(e => e.ReceivedAt)];
            clock.Set(ofDay[0].ReceivedAt);
            await MarkAsync(client, day, Site.Calendar.EndOf(day).AddHours(2));
            for (int i = 0; i < ofDay.Count; i++)
            {
                events++;
                clock.Set(ofDay[i].ReceivedAt);
                _ = await client.PutItemAsync(new RecordEvent(ofDay[i], Site.WriteShards, TimeSpan.FromDays(30)).ToRequest(Table));
                if (i % 1000 == 999)
                {
                    await MarkAsync(client, day, clock.GetUtcNow());
                    clock.Advance(TimeSpan.FromMinutes(2));
                    await MeteredAsync();
                }
            }

            foreach (double hours in new[] { 2.1, 27, 32 })
            {
                clock.Set(Site.Calendar.EndOf(day).AddHours(hours));
                await MeteredAsync();
            }
        }

        database.Expire(Table, Names.TimeToLive, clock.GetUtcNow().AddDays(45)); // raw events, logs, markers
        long stays = database.Items(Table).Where(i => !i["pk"].S.Contains("#RAW#", StringComparison.Ordinal) && i["pk"].S.Contains('#', StringComparison.Ordinal)).Sum(i => (long)ItemSize.Of(i));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {size:N0} | {counter.Write / events:0.000} | 1.000 | {(double)stays / events:0.0} | {read / events:0.000} | {calls / 2} | {cpu.TotalMicroseconds / events:0} |"));

        async Task MeteredAsync()
        {
            (int callsBefore, double readBefore, TimeSpan before) = (counter.Calls, counter.Read, Process.GetCurrentProcess().TotalProcessorTime);
            await MaintainAsync(client, clock);
            (calls, read, cpu) = (calls + counter.Calls - callsBefore, read + counter.Read - readBefore, cpu + Process.GetCurrentProcess().TotalProcessorTime - before);
        }
    }

    // What a minute costs in which nothing is to be done: all of maintenance, as it is scheduled.
    private static async Task IdleAsync()
    {
        (_, FakeDynamoDb client, UnitCounter counter, ManualClock clock) = await CreateAsync();
        const string salts = "salts";
        _ = await client.CreateTableAsync(TableDefinition.Salts.ToCreateRequest(salts));
        var engine = new AnalyticsEngine(client, new TableNames(Table, salts), clock);
        var minute = TimeSpan.FromMinutes(1);
        const int runs = 1_000;
        await RunAsync();
        (counter.Calls, counter.Read) = (0, 0);
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        for (int run = 0; run < runs; run++)
        {
            await RunAsync();
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\nA minute with nothing to do: {(double)counter.Calls / runs:0.#} calls, {counter.Read / runs:0.#} read units, {(Process.GetCurrentProcess().TotalProcessorTime - before).TotalMicroseconds / runs:0} µs of CPU without HTTP."));

        async Task RunAsync()
        {
            clock.Advance(minute);
            _ = await engine.Salts.DestroyExpiredAsync(CancellationToken.None);
            _ = await engine.Compactor.RunAsync(minute, _ => { }, CancellationToken.None);
            await engine.Eraser.RunAsync(minute, _ => { }, CancellationToken.None);
            await engine.Expiry.RunAsync(minute, _ => { }, CancellationToken.None);
        }
    }

    private static async Task ReadingAsync(int size)
    {
        (FakeDatabase database, FakeDynamoDb client, UnitCounter counter, ManualClock clock) = await CreateAsync();
        var traffic = new DayTraffic();
        long events = 0;
        LocalDay first = Some.Day.Plus(-29);
        for (int d = 0; d < DashboardLoad.Days; d++)
        {
            LocalDay day = first.Plus(d);
            foreach (Event e in traffic.Day(day, size))
            {
                events++;
                _ = await client.PutItemAsync(new RecordEvent(e, Site.WriteShards, TimeSpan.FromDays(30)).ToRequest(Table));
            }

            clock.Set(Site.Calendar.EndOf(day).AddHours(2.1));
            await MarkAsync(client, day, clock.GetUtcNow().AddMinutes(-5));
            await MaintainAsync(client, clock);
            foreach (int later in new[] { 28, 40 })
            {
                clock.Set(Site.Calendar.EndOf(day).AddHours(later)); // audited, before its raw events go so that memory holds a million
                await MaintainAsync(client, clock);
            }

            database.Expire(Table, Names.TimeToLive, clock.GetUtcNow().AddDays(35));
        }

        var now = Site.Calendar.EndOf(Some.Day).AddMinutes(-1);
        await QuestionsAsync("overview: 8", DashboardLoad.Overview(Site, now));
        await QuestionsAsync("dashboard: 15", DashboardLoad.Whole(Site, now));

        async Task QuestionsAsync(string what, StatsQuery[] questions)
        {
            List<double> cpu = [], wall = [];
            for (int run = 0; run < 9; run++)
            {
                (counter.Calls, counter.Read, counter.Bytes) = (0, 0, 0);
                TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
                long began = Stopwatch.GetTimestamp();
                IReadOnlyList<StatsResult> answers = await new AnalyticsEngine(client, new TableNames(Table, "salts"), clock).Stats.ReadAsync(Site, questions, CancellationToken.None);
                wall.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                cpu.Add((Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds);
                if (answers[0].Rows[0].Metrics[0].Numerator == 0)
                {
                    throw new InvalidOperationException("Nothing was counted.");
                }
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {events:N0} | {what} | {counter.Calls} | {counter.Read:0.#} | {counter.Bytes / 1024:N0} | {cpu.Skip(4).Order().ElementAt(2):0} | {wall.Skip(4).Order().ElementAt(2):0} |"));
        }
    }

    private static async Task MarkAsync(FakeDynamoDb client, LocalDay day, DateTimeOffset due) =>
        _ = await client.PutItemAsync(new WorkMarker(Site.Id, day, WorkMarker.Minute(due)).ToRequest(Table));

    private static async Task MaintainAsync(FakeDynamoDb client, ManualClock clock)
    {
        List<DayWork> done = [];
        _ = await new AnalyticsEngine(client, new TableNames(Table, "salts"), clock).Compactor.RunAsync(TimeSpan.FromMinutes(5), done.Add, CancellationToken.None);
        if (done.Find(work => work.IsAlarm) is { } alarm)
        {
            throw new InvalidOperationException(alarm.ToString());
        }
    }
}
