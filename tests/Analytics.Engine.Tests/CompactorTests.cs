using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Reading;
using Analytics.Engine.Sites;
using Analytics.Engine.Tables;
using Analytics.Store.Calendars;
using Amazon.DynamoDBv2.Model;
using Analytics.Store;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Table;
using Analytics.Testing.Simulation;

namespace Analytics.Engine.Tests;

/// <summary>The compactor may die at any call, run twice, and run beside others: the days come out as if nothing had happened.</summary>
public sealed class CompactorTests
{
    private const string Table = "events";
    private static readonly Site Site = Some.Site() with { WriteShards = 2 };
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(300, false)]
    [InlineData(300, true)]
    [InlineData(900, true)]
    public async Task A_compactor_that_is_killed_at_any_call_loses_nothing_and_doubles_nothing(int events, bool after)
    {
        Outcome undisturbed = await CompactAsync(events, (_, _) => false, after);
        int killed = 0;
        for (int call = 1; call <= undisturbed.Calls; call++)
        {
            Outcome outcome = await CompactAsync(events, (n, _) => n == call, after);
            Assert.Equal(undisturbed.Day with { Version = 0 }, outcome.Day with { Version = 0 });
            Assert.Equal(outcome.Named, outcome.Stored);
            killed++;
        }

        Assert.True(killed > 10);
    }

    [Fact]
    public async Task An_answer_that_is_lost_after_it_took_effect_is_found_out()
    {
        // The same as above, but the compactor lives on and meets a failure at every seventh call.
        Outcome undisturbed = await CompactAsync(900, (_, _) => false, after: true);
        Outcome disturbed = await CompactAsync(900, (n, _) => n % 7 == 0, after: true);
        Assert.Equal(undisturbed.Day with { Version = 0 }, disturbed.Day with { Version = 0 });
        Assert.Equal(disturbed.Named, disturbed.Stored);
    }

    [Fact]
    public async Task A_day_that_waits_for_another_run_is_told_with_the_time_since_when_it_is_due()
    {
        var database = new FakeDatabase();
        var clock = new ManualClock(Some.Noon);
        FakeDynamoDb client = await FillAsync(database, clock, 10);
        DateTimeOffset end = Site.Calendar.EndOf(Some.Day);
        clock.Set(end.AddHours(3));
        List<(SiteId, LocalDay, DateTimeOffset)> left = [];

        await Compactor(client, clock).RunAsync(TimeSpan.Zero, _ => { }, CancellationToken.None, unfinished: (site, day, due) => left.Add((site, day, due)));
        Assert.Equal([(Site.Id, Some.Day, Some.Noon.AddMinutes(-5))], left); // as the marker says

        left.Clear();
        await Compactor(client, clock).RunAsync(Minute, _ => { }, CancellationToken.None, unfinished: (site, day, due) => left.Add((site, day, due)));
        Assert.Empty(left);
    }

    [Fact]
    public async Task Two_compactors_at_once_seal_a_day_once()
    {
        var database = new FakeDatabase();
        var clock = new ManualClock(Some.Noon);
        FakeDynamoDb client = await FillAsync(database, clock, 500);
        clock.Set(Site.Calendar.EndOf(Some.Day).AddHours(3));
        using var gate = new Barrier(2);
        DayWork[] works = (await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            List<DayWork> done = [];
            gate.SignalAndWait();
            await Compactor(client, clock).RunAsync(Minute, done.Add, CancellationToken.None);
            return done;
        })))).SelectMany(done => done).ToArray();
        Assert.DoesNotContain(works, work => work.Fault is not null);
        Day day = (await DaysAsync(client, clock))!;
        Assert.Equal((DayState.Sealed, 500), (day.State, day.Totals.Pageviews));
    }

    [Fact]
    public async Task A_rebuild_that_finds_fewer_events_than_were_counted_is_refused_and_says_so()
    {
        var database = new FakeDatabase();
        var clock = new ManualClock(Some.Noon);
        FakeDynamoDb client = await FillAsync(database, clock, 50);
        clock.Set(Site.Calendar.EndOf(Some.Day).AddHours(3));
        _ = await Compactor(client, clock).RunAsync(Minute, _ => { }, CancellationToken.None);
        Dictionary<string, AttributeValue> raw = database.Items(Table).First(i => i[Names.PartitionKey].S.Contains("#RAW#", StringComparison.Ordinal));
        _ = await client.DeleteItemAsync(Table, new Dictionary<string, AttributeValue> { ["pk"] = raw["pk"], ["sk"] = raw["sk"] });

        DayWork work = await Compactor(client, clock).SealAsync(Site, Some.Day, Minute, CancellationToken.None);

        Assert.Equal((DayOutcome.Refused, true), (work.Outcome, work.IsAlarm));
        Day day = (await DaysAsync(client, clock))!;
        Assert.Equal((50L, "Of 50 events that were counted 49 are left: the day stays as it was sealed."), (day.Totals.Pageviews, day.Alarm));
    }

    private sealed record Outcome(Day Day, int Calls, IReadOnlyList<string> Named, IReadOnlyList<string> Stored);

    private sealed class KilledException : Exception;

    // Half of the events, compacted while the day is open; then all, sealed; then audited and tidied.
    private static async Task<Outcome> CompactAsync(int events, Func<int, FakeDatabase, bool> kill, bool after)
    {
        var database = new FakeDatabase();
        var clock = new ManualClock(Some.Noon);
        int calls = 0;
        bool armed = false;
        FakeDynamoDb client = FakeDynamoDb.Through((request, _) =>
        {
            bool now = armed && kill(++calls, database);
            if (now && !after)
            {
                throw new KilledException();
            }

            var response = database.Execute(request);
            return now ? throw new KilledException() : Task.FromResult(response);
        });
        _ = await FillAsync(database, clock, events / 2);
        await Work();
        _ = await FillAsync(database, clock, events);
        clock.Set(Site.Calendar.EndOf(Some.Day).AddHours(3));
        await Work();
        clock.Advance(TimeSpan.FromHours(26));
        await Work();
        clock.Advance(TimeSpan.FromHours(2));
        armed = false;
        _ = await FillAsync(database, clock, 0);
        _ = await Compactor(client, clock).RunAsync(Minute, _ => { }, CancellationToken.None);
        Day day = (await DaysAsync(client, clock))!;
        database.Expire(Table, Names.TimeToLive, clock.GetUtcNow().AddDays(31)); // logs expire with raw events
        string[] stored = [.. database.Items(Table).Where(i => i["pk"].S.Contains("#BLOCKS#", StringComparison.Ordinal)).Select(i => i["sk"].S)];
        string[] named = [.. day.Blocks.SelectMany(b => BlockCommands.PartsOf(Site.Id, Some.Day, b.Id, b.Parts)).Select(k => k.Sort)];
        return new Outcome(Comparable(day), calls, named, stored);

        async Task Work()
        {
            armed = true;
            List<DayWork> done = [];
            try
            {
                _ = await Compactor(client, clock).RunAsync(Minute, done.Add, CancellationToken.None);
            }
            catch (KilledException)
            {
            }

            // The next run of another instance, once the claim of the dead one is over.
            clock.Advance(TimeSpan.FromMinutes(20));
            try
            {
                _ = await Compactor(client, clock).RunAsync(Minute, done.Add, CancellationToken.None);
            }
            catch (KilledException)
            {
            }
        }
    }

    // What of a day does not depend on when and by whom it was built.
    private static Day Comparable(Day day) => Day.NewOpen(Site, Some.Day) with
    {
        State = day.State,
        Rows = day.Rows,
        DistinctIds = day.DistinctIds,
        ContentHash = day.ContentHash,
        Totals = day.Totals,
        Drift = day.Drift,
        Alarm = day.Alarm,
    };

    private static Compactor Compactor(FakeDynamoDb client, TimeProvider clock) =>
        Engine(client, clock).Compactor;

    private static AnalyticsEngine Engine(FakeDynamoDb client, TimeProvider clock) =>
        new(client, new TableNames(Table, "salts"), clock, new AnalyticsEngineOptions { Compaction = new CompactionLimits { TailThreshold = 20 } });

    private static async Task<Day?> DaysAsync(FakeDynamoDb client, TimeProvider clock) =>
        (await Engine(client, clock).Days.ReadDaysAsync(Site, Some.Day, Some.Day, CancellationToken.None)).SingleOrDefault();

    private static async Task<FakeDynamoDb> FillAsync(FakeDatabase database, ManualClock clock, int events)
    {
        FakeDynamoDb client = FakeDynamoDb.Over(database);
        try
        {
            _ = await client.CreateTableAsync(TableDefinition.Events.ToCreateRequest(Table));
            _ = await client.TransactWriteItemsAsync(new AnalyticsStore(new AnalyticsStoreOptions { TableName = Table }).CreateSiteCommand(Site));
        }
        catch (ResourceInUseException)
        {
        }

        for (int i = 0; i < events; i++)
        {
            Event e = Some.Pageview($"e{i:00000}", $"/{i * 31 % 17}", Some.Noon.AddSeconds(-i));
            _ = await client.PutItemAsync(new RecordEvent(e with { Visitor = new((ulong)(i % 97) * 0x2A1B3C4D5E6F7081UL) }, Site.WriteShards, TimeSpan.FromDays(30)).ToRequest(Table));
        }

        _ = await client.PutItemAsync(new WorkMarker(Site.Id, Some.Day, clock.GetUtcNow().AddMinutes(-5)).ToRequest(Table));
        return client;
    }
}
