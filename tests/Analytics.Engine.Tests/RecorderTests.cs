using Analytics.Engine.Days;
using Analytics.Engine.Recording;
using Analytics.Engine.Sites;
using Analytics.Functions.Configuration;
using Analytics.Store.Drops;
using System.Net;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Sites;

namespace Analytics.Engine.Tests;

public class RecorderTests(LocalDynamo dynamo)
{
    private static Hit Hit(int n, Site? site = null, DateTimeOffset? at = null) => Some.Hit(site, $"https://example.com/p{n}", at) with
    {
        Id = EventId.Parse("e" + n),
        Address = IPAddress.Parse("203.0.113." + (n % 250)),
        Salt = null,
    };

    private static async Task<List<Event>> ReadAsync(EventReader reader, Site site) =>
        await reader.ReadDayAsync(site, Some.Day, CancellationToken.None).ToListAsync();

    [Fact]
    public async Task What_is_accepted_is_there_when_the_answer_comes()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        AnalyticsEngine engine = tables.NewInstance();
        (Recorder recorder, EventReader reader) = (engine.Recorder, engine.Events);

        var outcome = Assert.IsType<HitOutcome.Accepted>(await recorder.RecordAsync(Hit(1), CancellationToken.None));

        Event stored = Assert.Single(await ReadAsync(reader, Some.Site()));
        Assert.Equal(outcome.Event with { Props = stored.Props }, stored);
        Assert.NotNull(stored.Visitor);
    }

    [Fact]
    public async Task A_marker_stands_for_the_day_and_is_written_once_per_instance()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        Recorder recorder = tables.NewInstance().Recorder;
        for (int i = 0; i < 5; i++)
        {
            await recorder.RecordAsync(Hit(i), CancellationToken.None);
        }

        Dictionary<string, AttributeValue> marker = Assert.Single(await tables.ItemsAsync(tables.Names.Events), i => i["pk"].S.StartsWith("ACTIVE#", StringComparison.Ordinal));
        Assert.Equal("20260311T0200#site-1#2026-03-10", marker["sk"].S); // two hours after the day's end
    }

    [Fact]
    public async Task When_a_marker_is_due_the_next_event_leaves_another()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        Recorder recorder = tables.NewInstance().Recorder;
        await recorder.RecordAsync(Hit(1), CancellationToken.None);
        tables.Clock.Set(new DateTimeOffset(2026, 3, 11, 2, 0, 0, TimeSpan.Zero));
        await recorder.RecordAsync(Hit(2) with { ReceivedAt = tables.Clock.GetUtcNow() }, CancellationToken.None);

        var markers = (await tables.ItemsAsync(tables.Names.Events)).Where(i => i["pk"].S.StartsWith("ACTIVE#", StringComparison.Ordinal)).Select(i => i["sk"].S);
        Assert.Equal(["20260311T0200#site-1#2026-03-10", "20260311T0400#site-1#2026-03-10"], markers.Order());
    }

    [Fact]
    public async Task An_event_too_large_for_the_public_is_dropped_and_nothing_of_it_stored()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        Recorder recorder = tables.NewInstance().Recorder;
        Hit large = Hit(1) with { Props = Enumerable.Range(0, 30).ToDictionary(i => "p" + i, _ => new string('x', 1900)) };

        Assert.Equal(DropReason.TooLarge, Assert.IsType<HitOutcome.Dropped>(await recorder.RecordAsync(large, CancellationToken.None)).Reason);
        Assert.Empty(await tables.ItemsAsync(tables.Names.Events));
    }

    [Fact]
    public async Task An_event_of_a_day_whose_salt_is_destroyed_is_too_late()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        Recorder recorder = tables.NewInstance().Recorder;
        tables.Clock.Set(Some.Noon.AddDays(3));

        Assert.Equal(DropReason.TooLate, Assert.IsType<HitOutcome.Dropped>(await recorder.RecordAsync(Hit(1), CancellationToken.None)).Reason);
    }

    [Fact]
    public async Task Many_hits_are_stored_in_their_order_of_outcome_and_over_shards()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        AnalyticsEngine engine = tables.NewInstance();
        (Recorder recorder, EventReader reader) = (engine.Recorder, engine.Events);
        Site site = Some.Site() with { WriteShards = 4 };
        Hit[] hits = [.. Enumerable.Range(0, 130).Select(i => i % 10 == 3 ? Hit(i, site) with { UserAgent = "Googlebot/2.1" } : Hit(i, site))];

        IReadOnlyList<HitOutcome> outcomes = await recorder.RecordManyAsync(site, hits, CancellationToken.None);

        Assert.Equal(hits.Select(h => h.UserAgent == "Googlebot/2.1"), outcomes.Select(o => o is HitOutcome.Dropped));
        List<Event> events = await ReadAsync(reader, site);
        Assert.Equal(117, events.Count);
        Assert.Equal(4, (await tables.ItemsAsync(tables.Names.Events)).Select(i => i["pk"].S).Where(p => p.Contains("#RAW#", StringComparison.Ordinal)).Distinct().Count());
    }

    [Fact]
    public async Task A_hundred_events_that_come_together_take_at_most_thirty_write_units()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        AnalyticsEngine engine = tables.NewInstance();
        (Recorder recorder, EventReader reader) = (engine.Recorder, engine.Events);
        Hit[] hits = [.. Enumerable.Range(0, 100).Select(i => Hit(i) with { Name = i % 9 == 8 ? "Signup" : "pageview", Props = new Dictionary<string, string> { ["plan"] = "p" + (i % 5) } })];

        IReadOnlyList<HitOutcome> outcomes = await recorder.RecordManyAsync(Some.Site(), hits, CancellationToken.None);

        Dictionary<string, AttributeValue> pack = Assert.Single(await tables.ItemsAsync(tables.Names.Events), i => i["pk"].S.Contains("#RAW#", StringComparison.Ordinal));
        Assert.InRange(Store.Table.ItemSize.Of(pack), 1, 30 * 1024);
        Assert.Equal(
            outcomes.Select(o => Assert.IsType<HitOutcome.Accepted>(o).Event.Id.Value).Order(StringComparer.Ordinal),
            (await ReadAsync(reader, Some.Site())).Select(e => e.Id.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_library_user_reads_packed_events_like_others()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        Recorder recorder = tables.NewInstance().Recorder;
        Hit[] hits = [.. Enumerable.Range(0, 20).Select(i => i % 4 == 0 ? Hit(i) with { Name = "Signup" } : Hit(i))];
        await recorder.RecordManyAsync(Some.Site(), hits, CancellationToken.None);
        var store = new Store.AnalyticsStore(new Store.AnalyticsStoreOptions { TableName = tables.Names.Events });
        var range = new Store.Ranges.SiteRange { SiteId = Some.Site().Id.Value, Start = Some.Noon.AddHours(-1), End = Some.Noon.AddHours(1) };

        var pageViews = Store.AnalyticsStore.ReadPageViews(range, null, await tables.Client.QueryAsync(store.QueryPageViewsCommand(range)));
        var customEvents = Store.AnalyticsStore.ReadCustomEvents(range, null, await tables.Client.QueryAsync(store.QueryCustomEventsCommand(range)));

        Assert.Equal((15, 5), (pageViews.Items.Count, customEvents.Items.Count));
    }

    [Fact]
    public async Task Raw_events_expire_from_their_receipt_and_expired_ones_are_not_read()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        AnalyticsEngine engine = tables.NewInstance();
        (Recorder recorder, EventReader reader) = (engine.Recorder, engine.Events);
        Site site = Some.Site() with { Settings = new SiteSettings { RawRetentionDays = 3 } };
        await recorder.RecordAsync(Hit(1, site), CancellationToken.None);

        Dictionary<string, AttributeValue> item = Assert.Single(await tables.ItemsAsync(tables.Names.Events), i => i["pk"].S.Contains("#RAW#", StringComparison.Ordinal));
        Assert.Equal(Some.Noon.AddDays(3).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), item["ttl"].N);
        tables.Clock.Set(Some.Noon.AddDays(3).AddSeconds(-1));
        Assert.Single(await ReadAsync(reader, site));
        tables.Clock.Set(Some.Noon.AddDays(3));
        Assert.Empty(await ReadAsync(reader, site));
    }

    [Fact]
    public async Task A_day_is_read_through_however_many_answers_it_takes()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        AnalyticsEngine engine = tables.NewInstance();
        (Recorder recorder, EventReader reader) = (engine.Recorder, engine.Events);
        string title = new('t', 300);
        var props = new Dictionary<string, string> { ["p"] = new string('x', 1800) };
        Hit[] hits = [.. Enumerable.Range(0, 700).Select(i => Hit(i) with { Title = title, Props = props })];
        await recorder.RecordManyAsync(Some.Site(), hits, CancellationToken.None); // more than a megabyte

        List<Event> events = await ReadAsync(reader, Some.Site());

        Assert.Equal(700, events.Select(e => e.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_site_is_found_by_id_and_domain_and_a_change_is_seen_when_it_is_forgotten()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        var store = new Store.AnalyticsStore(new Store.AnalyticsStoreOptions { TableName = tables.Names.Events });
        SiteDirectory sites = tables.NewInstance().Sites;
        Assert.Null(await sites.FindAsync("example.com", CancellationToken.None));
        await tables.Client.TransactWriteItemsAsync(store.CreateSiteCommand(Some.Site()), CancellationToken.None);

        Assert.Null(await sites.FindAsync("example.com", CancellationToken.None)); // remembered for ten seconds
        tables.Clock.Advance(TimeSpan.FromSeconds(10));
        Site? found = await sites.FindAsync("WWW.Example.com", CancellationToken.None);
        Assert.Equal("site-1", found!.Id.Value);
        Assert.Equal("site-1", (await sites.FindAsync("site-1", CancellationToken.None))!.Id.Value);

        Site after = found with { Name = "Renamed", UpdatedAt = found.UpdatedAt.AddSeconds(1) };
        await tables.Client.TransactWriteItemsAsync(store.UpdateSiteCommand(found, after), CancellationToken.None);
        Assert.Equal("Example", (await sites.FindAsync("site-1", CancellationToken.None))!.Name);
        sites.Forget(after);
        Assert.Equal("Renamed", (await sites.FindAsync("site-1", CancellationToken.None))!.Name);
    }
}
