using Analytics.Engine.Days;
using Analytics.Engine.Health;
using Analytics.Engine.Reading;
using Analytics.Engine.Recording;
using Analytics.Engine.Tables;
using Analytics.Engine.Visitors;
using System.Net;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Table;
using Analytics.Testing.Simulation;

namespace Analytics.Engine.Tests;

public class HealthReaderTests(LocalDynamo dynamo)
{
    private static HealthReader Over(IAmazonDynamoDB client, TableNames names, TimeProvider clock) => new AnalyticsEngine(client, names, clock).Health;

    private static async Task<SiteHealth> ReadAsync(EngineTables tables, Site site) =>
        Assert.Single((await Over(tables.Client, tables.Names, tables.Clock).ReadAsync([site], CancellationToken.None)).Sites);

    [Fact]
    public async Task The_newest_event_is_found_in_whichever_shard_it_lies()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        Site site = Some.Site() with { WriteShards = 8 };
        Recorder recorder = tables.NewInstance().Recorder;
        for (int i = 0; i < 20; i++)
        {
            tables.Clock.Advance(TimeSpan.FromSeconds(1));
            _ = await recorder.RecordAsync(Some.Hit(site, $"https://{site.Domains[0]}/{i}", tables.Clock.GetUtcNow()) with { Id = EventId.Parse($"e{i}"), Address = IPAddress.Parse("203.0.113.5"), Salt = null }, CancellationToken.None);
        }

        DateTimeOffset last = tables.Clock.GetUtcNow();
        Assert.Equal(last, (await ReadAsync(tables, site)).LastEvent);

        tables.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(last, (await ReadAsync(tables, site)).LastEvent);

        // Then by the newest Day that is stored, as long as that is one of the last thirty.
        tables.Clock.Advance(TimeSpan.FromDays(28));
        Assert.Equal(last, (await ReadAsync(tables, site)).LastEvent);
        tables.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null((await ReadAsync(tables, site)).LastEvent);
    }

    [Fact]
    public async Task A_day_waits_from_its_end_on_whenever_its_work_was_asked_for()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        Site site = Some.Site();
        DateTimeOffset midnight = site.Calendar.EndOf(Some.Day);
        foreach (WorkMarker marker in new[]
        {
            new WorkMarker(site.Id, Some.Day, Some.Noon), // asks for compaction while the day is open
            new WorkMarker(site.Id, Some.Day, Some.Noon.AddHours(1)),
            new WorkMarker(site.Id, Some.Day.Plus(-9), Some.Noon.AddDays(-8)) { Upkeep = true },
        })
        {
            _ = await tables.Client.PutItemAsync(marker.ToRequest(tables.Names.Events));
        }

        tables.Clock.Set(midnight);
        Assert.Null((await ReadAsync(tables, site)).Unsealed);
        tables.Clock.Advance(TimeSpan.FromMinutes(2));
        SiteHealth health = await ReadAsync(tables, site);
        Assert.Equal(new WaitingDay(Some.Day, midnight), health.Unsealed);
        Assert.Equal([Some.Noon.AddDays(-8), Some.Noon], health.DueSince);
    }

    [Fact]
    public async Task It_only_looks_and_asks_little()
    {
        var database = new FakeDatabase();
        List<Amazon.Runtime.AmazonWebServiceRequest> asked = [];
        FakeDynamoDb client = FakeDynamoDb.Through((request, _) =>
        {
            asked.Add(request);
            return Task.FromResult(database.Execute(request));
        });
        _ = await client.CreateTableAsync(TableDefinition.Events.ToCreateRequest("events"));
        asked.Clear();
        Site[] sites = [.. Enumerable.Range(0, 20).Select(i => Some.Site($"site{i}", domain: $"s{i}.example.org"))];

        HealthReading health = await Over(client, new TableNames("events", "salts"), new ManualClock(Some.Noon)).ReadAsync(sites, CancellationToken.None);

        Assert.Equal(sites.Select(s => s.Id), health.Sites.Select(s => s.Site.Id));
        Assert.All(asked, request => Assert.IsType<QueryRequest>(request));
        Assert.Equal(4 + (20 * 4), asked.Count); // markers once; days, drops and two days without an event for each
    }
}
