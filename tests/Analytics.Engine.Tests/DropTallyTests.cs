using Analytics.Engine.Recording;
using Analytics.Engine.Sites;
using Analytics.Engine.Tables;
using Analytics.Store;
using Analytics.Store.Calendars;
using Analytics.Store.Drops;
using Analytics.Store.Days;
using Analytics.Store.Ingest;
using Analytics.Store.Table;
using Analytics.Testing.Simulation;
using Amazon.DynamoDBv2.Model;

namespace Analytics.Engine.Tests;

public class DropTallyTests(LocalDynamo dynamo)
{
    private static readonly LocalDay Last = Some.Day.Plus(5);

    private static async Task<string> ReadAsync(DropTally tally) => string.Join("; ", (await tally.ReadAsync(Some.Site().Id, Some.Day.Plus(-5), Last, CancellationToken.None))
        .Select(d => $"{d.Day} {string.Join(' ', d.Counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}={c.Value}"))}"));

    [Fact]
    public async Task Drops_of_several_instances_add_up_by_day_and_reason()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        _ = await tables.Client.TransactWriteItemsAsync(new AnalyticsStore(new AnalyticsStoreOptions { TableName = tables.Names.Events }).CreateSiteCommand(Some.Site()));
        DropTally one = tables.NewInstance().Drops, other = tables.NewInstance().Drops;
        for (int i = 0; i < 500; i++)
        {
            one.Count(Some.Site(), DropReason.Bot);
            other.Count(Some.Site(), i % 2 == 0 ? DropReason.Bot : DropReason.Hostname);
        }

        other.Count(Some.Site("another", domain: "another.org"), DropReason.Bot);
        await one.FlushAsync(CancellationToken.None);
        await other.FlushAsync(CancellationToken.None);
        await other.FlushAsync(CancellationToken.None);
        tables.Clock.Advance(TimeSpan.FromDays(1));
        one.Count(Some.Site(), DropReason.Prefetch); // not told yet, but known here

        Assert.Equal($"{Some.Day} bot=750 hostname=250; {Some.Day.Plus(1)} prefetch=1", await ReadAsync(one));
        Assert.Equal($"{Some.Day} bot=750 hostname=250", await ReadAsync(other));
    }

    [Fact]
    public async Task A_storm_costs_one_write_in_five_minutes()
    {
        var database = new FakeDatabase();
        int writes = 0;
        FakeDynamoDb client = FakeDynamoDb.Through((request, _) =>
        {
            writes += request is UpdateItemRequest ? 1 : 0;
            return Task.FromResult(database.Execute(request));
        });
        _ = await client.CreateTableAsync(TableDefinition.Events.ToCreateRequest("events"));
        var clock = new ManualClock(Some.Noon);
        _ = await client.TransactWriteItemsAsync(new AnalyticsStore(new AnalyticsStoreOptions { TableName = "events" }).CreateSiteCommand(Some.Site()));
        var table = new EventsTable(client, "events", clock);
        var tally = new DropTally(table, new SiteDirectory(table), TimeSpan.FromMinutes(5));

        for (int i = 0; i < 100_000; i++)
        {
            tally.Count(Some.Site(), i % 3 == 0 ? DropReason.Hostname : DropReason.Bot);
            await tally.FlushIfDueAsync(CancellationToken.None);
            clock.Advance(TimeSpan.FromMilliseconds(9)); // fifteen minutes in all
        }

        Assert.Equal(2, writes); // after five minutes and after ten
        Assert.Equal(100_000, (await tally.ReadAsync(Some.Site().Id, Some.Day, Some.Day, CancellationToken.None)).Sum(d => d.Counts.Values.Sum()));
    }
}
