using System.Globalization;
using Analytics.Engine;
using Analytics.Engine.Days;
using Analytics.Engine.Recording;
using Analytics.Engine.Tables;
using Analytics.Store;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Ingest;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Table;
using Analytics.Testing;
using Analytics.Testing.Simulation;

namespace Analytics.Benchmarks;

/// <summary>
/// What late events cost: a day is sealed, and for eight hours one event of it comes every minute. Write units of all of it, raw
/// events and the seals that take them in included; how long a late event waits; and what an answer about the day reads meanwhile.
/// </summary>
internal static class LateBenchmark
{
    private const string Table = "events";
    private const int Minutes = 8 * 60;
    private static readonly Site Site = Some.Site();

    public static async Task RunAsync()
    {
        Console.WriteLine("| events of the day | late by | seals | write units an event, all in | write units of late events, each | longest wait, minutes | read units an event of maintenance | read units of an answer: settled, settling |\n|---|---|---|---|---|---|---|---|");
        foreach (int size in new[] { 100, 1_000, 10_000 })
        {
            await LateAsync(size, withKey: true);
            await LateAsync(size, withKey: false);
        }
    }

    private static async Task LateAsync(int size, bool withKey)
    {
        var database = new FakeDatabase();
        var counter = new UnitCounter();
        FakeDynamoDb client = FakeDynamoDb.Through((request, _) => Task.FromResult(counter.Send(database, request)));
        var clock = new ManualClock(Some.Noon);
        _ = await client.CreateTableAsync(TableDefinition.Events.ToCreateRequest(Table));
        _ = await client.CreateTableAsync(TableDefinition.Salts.ToCreateRequest("salts"));
        _ = await client.TransactWriteItemsAsync(new AnalyticsStore(new AnalyticsStoreOptions { TableName = Table }).CreateSiteCommand(Site));
        var engine = new AnalyticsEngine(client, new TableNames(Table, "salts"), clock);

        List<Event> ofDay = [.. new DayTraffic().Day(Some.Day, size).OrderBy(e => e.ReceivedAt)];
        counter.Write = 0;
        foreach (Event e in ofDay)
        {
            clock.Set(e.ReceivedAt);
            await engine.Markers.EnsureAsync(Site, Some.Day, e.ReceivedAt, authenticated: false, CancellationToken.None);
            _ = await client.PutItemAsync(new RecordEvent(e, Site.WriteShards, TimeSpan.FromDays(30)).ToRequest(Table));
        }

        DateTimeOffset begin = Site.Calendar.EndOf(Some.Day).AddHours(2.5);
        clock.Set(begin.AddMinutes(-25));
        _ = await MaintainAsync();
        clock.Set(begin);
        _ = await MaintainAsync();
        (double ofTheDay, double readBefore) = (counter.Write, counter.Read);
        double settled = await AskAsync(), settling = settled;

        int seals = 0, waiting = 0, longest = 0;
        for (int minute = 0; minute < Minutes; minute++)
        {
            clock.Set(begin.AddMinutes(minute));
            await SendAsync(minute);
            clock.Advance(TimeSpan.FromSeconds(30));
            int sealedNow = await MaintainAsync();
            (seals, waiting) = (seals + sealedNow, sealedNow > 0 ? 0 : waiting + 1);
            longest = Math.Max(longest, waiting);
            double read = counter.Read;
            settling = sealedNow > 0 ? await AskAsync() : settling;
            counter.Read = read;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {ofDay.Count:N0} | {(withKey ? "a sender with a key" : "browsers")} | {seals} | {counter.Write / (ofDay.Count + Minutes):0.000} | {(counter.Write - ofTheDay) / Minutes:0.00} | {longest} | {(counter.Read - readBefore) / Minutes:0.0} | {settled:0.#}, {settling:0.#} |"));

        async Task SendAsync(int number)
        {
            DateTimeOffset now = clock.GetUtcNow();
            Hit hit = Some.Hit(Site, $"https://example.com/late/{number % 50}", now) with
            {
                Id = EventId.New(),
                Time = Site.Calendar.EndOf(Some.Day).AddSeconds(-1 - (number % 600)),
                Address = new System.Net.IPAddress([203, 0, 113, (byte)(number % 250)]),
            };
            HitOutcome outcome = withKey
                ? (await engine.Recorder.RecordManyAsync(Site, [hit], CancellationToken.None))[0]
                : await engine.Recorder.RecordAsync(hit, CancellationToken.None);
            if (outcome is not HitOutcome.Accepted)
            {
                throw new InvalidOperationException($"{outcome}");
            }
        }

        async Task<int> MaintainAsync()
        {
            int done = 0;
            _ = await new AnalyticsEngine(client, new TableNames(Table, "salts"), clock).Compactor.RunAsync(
                TimeSpan.FromMinutes(5), work => done += work is { Step: DayStep.Seal, Outcome: DayOutcome.Done } ? 1 : 0, CancellationToken.None);
            return done;
        }

        async Task<double> AskAsync()
        {
            double before = counter.Read;
            StatsQuery question = DashboardLoad.OfDay(Site, Some.Day, clock.GetUtcNow());
            _ = await new AnalyticsEngine(client, new TableNames(Table, "salts"), clock).Stats.ReadAsync(Site, [question], CancellationToken.None);
            return counter.Read - before;
        }
    }
}
