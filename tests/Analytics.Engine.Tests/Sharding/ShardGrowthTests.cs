using Analytics.Engine.Tables;
using Analytics.Engine.Tests.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Recording;
using Analytics.Engine.Sites;
using Analytics.Engine.Visitors;
using System.Net;
using Amazon.DynamoDBv2.Model;
using Analytics.Store;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Sites;
using Analytics.Testing.Simulation;

namespace Analytics.Engine.Tests.Sharding;

/// <summary>
/// A site that is written to faster than one partition takes, a hundredth of the real size: a partition refuses more than ten puts a
/// second, and senders send again what was refused.
/// </summary>
public sealed class ShardGrowthTests
{
    private const int PutsASecond = 10;
    private readonly Dictionary<(string Partition, long Second), int> _puts = [];

    [Fact]
    public async Task A_site_that_outgrows_its_partition_gets_more_and_loses_nothing()
    {
        CompactedTable table = await CompactedTable.CreateAsync(tailThreshold: 50);
        Site before = await table.SiteAsync();
        List<Event> accepted = await SendAsync(table, hitsASecond: 22, seconds: 120);

        Site after = await table.SiteAsync();
        Assert.InRange(after.WriteShards, 4, 16);
        int written = table.Items("#RAW#").Select(i => i["pk"].S).Distinct().Count();
        Assert.InRange(written, 4, after.WriteShards);
        Assert.Equal(written, (await table.DayAsync())!.Shards);
        Assert.DoesNotContain(_puts.Values, puts => puts > PutsASecond);
        string expected = await table.AnswerAsync(accepted);
        Assert.Equal(expected, await table.AnswerAsync());

        // Readers and compactors that still believe in one shard.
        table.Site = before;
        Assert.Equal(1, table.Site.WriteShards);
        Assert.Equal(expected, await table.AnswerAsync());
        table.Clock.Advance(TimeSpan.FromMinutes(2));
        await table.MarkAsync(Some.Day, table.Clock.GetUtcNow().AddMinutes(-2));
        Assert.Contains(await table.RunAsync(), w => w is { Step: DayStep.CompactTail, Outcome: DayOutcome.Done });
        Assert.Equal(expected, await table.AnswerAsync());
        foreach (double hours in new[] { 14.5, 40, 42 })
        {
            table.Clock.Set(Some.Noon.AddHours(hours));
            Assert.All(await table.RunAsync(), w => Assert.False(w.IsAlarm, w.ToString()));
            Assert.Equal(expected, await table.AnswerAsync());
        }

        Day day = (await table.DayAsync())!;
        Assert.Equal((DayState.Sealed, accepted.Count, 0L), (day.State, (int)day.DistinctIds, day.Drift));
    }

    [Fact]
    public async Task Nobody_writes_to_a_new_shard_before_every_reader_can_know_and_the_day_says_so()
    {
        CompactedTable table = await CompactedTable.CreateAsync();
        _ = await SendAsync(table, hitsASecond: 22, seconds: 12);
        Site grown = await table.SiteAsync();
        Assert.Equal(4, grown.WriteShards); // twenty-two a second over partitions that take ten, with room
        Assert.Null(await table.DayAsync());
        _ = await SendAsync(table, hitsASecond: 5, seconds: 15, first: 10_000);
        Assert.All(table.Items("#RAW#"), item => Assert.EndsWith("#0", item["pk"].S, StringComparison.Ordinal));
        Assert.True(grown.Growth!.Value.From > table.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_compactor_that_began_before_a_day_had_more_shards_does_not_seal_without_them()
    {
        CompactedTable table = await CompactedTable.CreateAsync();
        List<Event> first = SomeEvents.Of(20, Some.Noon), second = SomeEvents.Of(20, Some.Noon.AddHours(1), first: 100);
        await table.StoreAsync(first);
        table.Clock.Set(Some.Site().Calendar.EndOf(Some.Day).AddHours(3));
        int calls = 0;
        FakeDynamoDb slow = table.Through(
            async () =>
            {
                if (++calls == 9)
                {
                    await Keeper(table).EnsureAsync(Some.Site() with { WriteShards = 4 }, Some.Day, 4, CancellationToken.None);
                    foreach (Event e in second)
                    {
                        _ = await table.Client.PutItemAsync(new RecordEvent(e, 4, TimeSpan.FromDays(30)).ToRequest("events"));
                    }
                }
            },
            () => { });

        Assert.Contains(await table.RunAsync(slow), w => w.Outcome == DayOutcome.Overtaken);
        table.Clock.Advance(TimeSpan.FromMinutes(3));
        _ = await table.RunAsync();

        Assert.Equal(await table.AnswerAsync([.. first, .. second]), await table.AnswerAsync());
        Assert.Equal(40, (await table.DayAsync())!.DistinctIds);
    }

    [Fact]
    public async Task Two_instances_that_notice_at_once_let_it_grow_once()
    {
        CompactedTable table = await CompactedTable.CreateAsync();
        Site site = await table.SiteAsync();
        foreach (int _ in new[] { 1, 2 })
        {
            ShardGrowthWriter keeper = Keeper(table);
            await keeper.NoteAsync(site, 7_001, 0, CancellationToken.None);
        }

        Assert.Equal(2, (await table.SiteAsync()).WriteShards);
    }

    // Sends events of many visitors, again in the next second where they were refused.
    private async Task<List<Event>> SendAsync(CompactedTable table, int hitsASecond, int seconds, int first = 0)
    {
        FakeDynamoDb busy = Busy(table);
        AnalyticsEngine engine = table.Engine(busy, recording: new RecordingLimits { UnitsPerShard = 7, UnitsOfRefusal = 10 });
        (SiteDirectory sites, Recorder recorder) = (engine.Sites, engine.Recorder);
        Queue<Hit> waiting = [];
        List<Event> accepted = [];
        int sent = first;
        for (int second = 0; second < seconds || waiting.Count > 0; second++)
        {
            table.Clock.Advance(TimeSpan.FromSeconds(1));
            Site site = (await sites.FindAsync("site-1", CancellationToken.None))!;
            for (int i = 0; second < seconds && i < hitsASecond; i++, sent++)
            {
                waiting.Enqueue(Some.Hit(site, $"https://example.com/p{sent % 5}", table.Clock.GetUtcNow()) with
                {
                    Id = EventId.Parse("e" + sent),
                    Address = new IPAddress(new byte[] { 203, 0, (byte)(sent / 250 % 200), (byte)(sent % 250) }),
                    Salt = null,
                });
            }

            for (int tries = waiting.Count; tries > 0; tries--)
            {
                Hit hit = waiting.Dequeue();
                try
                {
                    accepted.Add(Assert.IsType<HitOutcome.Accepted>(await recorder.RecordAsync(hit with { Site = site }, CancellationToken.None)).Event);
                }
                catch (ProvisionedThroughputExceededException)
                {
                    waiting.Enqueue(hit);
                }
            }
        }

        return accepted;
    }

    private static ShardGrowthWriter Keeper(CompactedTable table) =>
        new(new EventsTable(table.Client, "events", table.Clock), table.Engine().Stored, new ShardPressure(table.Clock, new RecordingLimits()));

    private FakeDynamoDb Busy(CompactedTable table) => table.Through(request =>
    {
        if (request is PutItemRequest { Item: { } item } && item["pk"].S.Contains("#RAW#", StringComparison.Ordinal))
        {
            (string, long) key = (item["pk"].S, table.Clock.GetUtcNow().ToUnixTimeSeconds());
            if (_puts.GetValueOrDefault(key) >= PutsASecond)
            {
                throw new ProvisionedThroughputExceededException("busy");
            }

            _puts[key] = _puts.GetValueOrDefault(key) + 1;
        }
    });
}
