using Analytics.Engine.Recording;
using Analytics.Engine.Tables;
using Analytics.Store.Drops;
using System.Net;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Sites;
using Analytics.Store.Table;
using Analytics.Testing.Simulation;

namespace Analytics.Engine.Tests;

public class EventBudgetTests(LocalDynamo dynamo)
{
    private static int s_events;

    private static Hit Hit(Site site, ManualClock clock, int visitor = 5) => Some.Hit(site, $"https://{site.Domains[0]}/", clock.GetUtcNow()) with
    {
        Id = EventId.Parse("b" + Interlocked.Increment(ref s_events)),
        Address = IPAddress.Parse($"203.0.{visitor / 250}.{visitor % 250}"),
        Salt = null,
    };

    private static (Recorder Recorder, EventBudget Budget) NewInstance(EngineTables tables, long eventsADay, OverBudget over = OverBudget.Refuse)
    {
        AnalyticsEngine engine = tables.NewInstance(new AnalyticsEngineOptions { DailyEvents = eventsADay, OverBudget = over });
        return (engine.Recorder, engine.Budget);
    }

    private static async Task<bool> IsTakenAsync(Recorder recorder, Hit hit) => await recorder.RecordAsync(hit, CancellationToken.None) is HitOutcome.Accepted;

    [Fact]
    public async Task Sites_of_all_instances_share_the_budget_of_a_day()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        (Recorder one, EventBudget budget) = NewInstance(tables, 30);
        (Recorder other, _) = NewInstance(tables, 30);
        Site another = Some.Site("another", domain: "another.org");
        for (int i = 0; i < 20; i++)
        {
            Assert.True(await IsTakenAsync(one, Hit(Some.Site(), tables.Clock)));
            Assert.True(await IsTakenAsync(other, Hit(another, tables.Clock)));
        }

        Assert.False(await budget.IsUsedUpAsync(CancellationToken.None)); // not told yet
        tables.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.True(await IsTakenAsync(one, Hit(Some.Site(), tables.Clock)));
        Assert.True(await IsTakenAsync(other, Hit(another, tables.Clock)));

        Assert.True(await budget.IsUsedUpAsync(CancellationToken.None));
        var dropped = Assert.IsType<HitOutcome.Dropped>(await other.RecordAsync(Hit(another, tables.Clock), CancellationToken.None));
        Assert.Equal(DropReason.OverBudget, dropped.Reason);
        Assert.IsType<HitOutcome.Dropped>(Assert.Single(await one.RecordManyAsync(Some.Site(), [Hit(Some.Site(), tables.Clock)], CancellationToken.None)));
    }

    [Fact]
    public async Task The_budget_starts_again_on_the_next_UTC_day()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        (Recorder recorder, EventBudget budget) = NewInstance(tables, 1);
        Assert.True(await IsTakenAsync(recorder, Hit(Some.Site(), tables.Clock)));
        Assert.False(await IsTakenAsync(recorder, Hit(Some.Site(), tables.Clock)));

        tables.Clock.Set(new DateTimeOffset(tables.Clock.GetUtcNow().UtcDateTime.Date.AddDays(1), TimeSpan.Zero));

        Assert.False(await budget.IsUsedUpAsync(CancellationToken.None));
        Assert.True(await IsTakenAsync(recorder, Hit(Some.Site(), tables.Clock)));
    }

    [Fact]
    public async Task A_deployment_that_samples_takes_one_visitor_in_ten_but_of_a_site_that_refuses_nobody()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        (Recorder recorder, _) = NewInstance(tables, 1, OverBudget.Sample);
        Assert.True(await IsTakenAsync(recorder, Hit(Some.Site(), tables.Clock)));
        Site refusing = Some.Site() with { PausedUntil = tables.Clock.GetUtcNow().AddHours(1) };

        int sampled = 0, refused = 0;
        for (int visitor = 0; visitor < 200; visitor++)
        {
            sampled += await IsTakenAsync(recorder, Hit(Some.Site(), tables.Clock, visitor)) ? 1 : 0;
            refused += await IsTakenAsync(recorder, Hit(refusing, tables.Clock, visitor)) ? 0 : 1;
        }

        Assert.InRange(sampled, 5, 50);
        Assert.Equal(200, refused);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1_000_000, 6)] // the first event, and every five hundred in a minute
    public async Task It_costs_a_write_a_minute_or_a_thousand_events_and_none_where_there_is_no_budget(long eventsADay, int writes)
    {
        var database = new FakeDatabase();
        int written = 0;
        FakeDynamoDb client = FakeDynamoDb.Through((request, _) =>
        {
            written += request is UpdateItemRequest ? 1 : 0;
            return Task.FromResult(database.Execute(request));
        });
        _ = await client.CreateTableAsync(TableDefinition.Events.ToCreateRequest("events"));
        var clock = new ManualClock(Some.Noon);
        var budget = new EventBudget(new EventsTable(client, "events", clock), eventsADay, OverBudget.Refuse);

        for (int i = 0; i < 2_501; i++)
        {
            await budget.NoteAsync(1, CancellationToken.None);
            clock.Advance(TimeSpan.FromMilliseconds(120));
        }

        Assert.Equal(writes, written);
    }

    [Fact]
    public async Task A_table_that_does_not_answer_costs_no_event_and_is_told_later()
    {
        var database = new FakeDatabase();
        bool answers = false;
        int asked = 0;
        FakeDynamoDb client = FakeDynamoDb.Through((request, _) =>
        {
            asked += request is UpdateItemRequest ? 1 : 0;
            return request is UpdateItemRequest && !answers ? throw new AmazonDynamoDBUnavailable() : Task.FromResult(database.Execute(request));
        });
        _ = await client.CreateTableAsync(TableDefinition.Events.ToCreateRequest("events"));
        var clock = new ManualClock(Some.Noon);
        var budget = new EventBudget(new EventsTable(client, "events", clock), 3_100, OverBudget.Refuse);

        await budget.NoteAsync(60, CancellationToken.None);
        for (int i = 0; i < 3_000; i++)
        {
            await budget.NoteAsync(1, CancellationToken.None);
        }

        Assert.Equal(1, asked); // not at every event meanwhile
        answers = true;
        clock.Advance(TimeSpan.FromSeconds(61));
        await budget.NoteAsync(60, CancellationToken.None);

        Assert.True(await budget.IsUsedUpAsync(CancellationToken.None));
    }

    private sealed class AmazonDynamoDBUnavailable() : Amazon.DynamoDBv2.AmazonDynamoDBException("unavailable");
}
