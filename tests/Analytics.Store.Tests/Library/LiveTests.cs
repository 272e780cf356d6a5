using Analytics.Engine.Tables;
using Analytics.Store.Calendars;
using Analytics.Store.Pages;
using Analytics.Store.Ranges;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine;
using Analytics.Store;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Goals;
using Analytics.Store.Sessions;
using Analytics.Store.Sites;
using Analytics.Store.Stats;

namespace Analytics.Store.Tests.Library;

/// <summary>Every command against a real DynamoDB API, and what it costs where that is a promise.</summary>
public sealed class LiveTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private readonly string _table = LocalDynamo.NewTableName();
    private AnalyticsStore _store = null!;

    private IAmazonDynamoDB Client => dynamo.Client;

    public async ValueTask InitializeAsync()
    {
        await dynamo.CreateTablesWithoutExpiryAsync(new TableNames(_table, _table + "-salts"));
        _store = new AnalyticsStore(new AnalyticsStoreOptions { TableName = _table });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_site_is_made_read_listed_changed_and_removed()
    {
        Site site = Some.Site("site-123", "Europe/Tallinn") with { Domains = ["example.com", "example.org"] };
        await Client.TransactWriteItemsAsync(_store.CreateSiteCommand(site), default);

        Site? read = AnalyticsStore.ReadSite(await Client.GetItemAsync(_store.GetSiteCommand("site-123"), default));
        Assert.Equal((site.Name, "Europe/Tallinn", site.OwnerId), (read!.Name, read.Timezone, read.OwnerId));
        Assert.Equal(site.Domains, read.Domains);
        Assert.Equal("site-123", AnalyticsStore.ReadSiteOfDomain(await Client.GetItemAsync(_store.GetSiteOfDomainCommand("www.EXAMPLE.org"), default))!.Value.Value);
        Assert.Single(AnalyticsStore.ReadSites(await Client.QueryAsync(_store.ListSitesByOwnerCommand("user-1"), default)).Items);

        Site after = read with { Domains = ["example.net"], UpdatedAt = read.UpdatedAt.AddSeconds(1) };
        await Client.TransactWriteItemsAsync(_store.UpdateSiteCommand(read, after), default);
        Assert.Null(AnalyticsStore.ReadSiteOfDomain(await Client.GetItemAsync(_store.GetSiteOfDomainCommand("example.com"), default)));
        Assert.NotNull(AnalyticsStore.ReadSiteOfDomain(await Client.GetItemAsync(_store.GetSiteOfDomainCommand("example.net"), default)));
        GetItemResponse given = await Client.GetItemAsync(_store.GetSiteOfDomainCommand("example.com"), default);
        Assert.NotNull(AnalyticsStore.ReadSiteOfDomain(given, after.UpdatedAt.AddHours(72).AddMilliseconds(-1)));
        Assert.Null(AnalyticsStore.ReadSiteOfDomain(given, after.UpdatedAt.AddHours(72)));

        await Client.TransactWriteItemsAsync(_store.DeleteSiteCommand(after), default);
        Assert.Null(AnalyticsStore.ReadSite(await Client.GetItemAsync(_store.GetSiteCommand("site-123"), default)));
        Assert.Null(AnalyticsStore.ReadSiteOfDomain(await Client.GetItemAsync(_store.GetSiteOfDomainCommand("example.net"), default)));
    }

    [Fact]
    public async Task A_domain_belongs_to_one_site()
    {
        await Client.TransactWriteItemsAsync(_store.CreateSiteCommand(Some.Site("site-1")), default);

        TransactionCanceledException taken = await Assert.ThrowsAsync<TransactionCanceledException>(
            () => Client.TransactWriteItemsAsync(_store.CreateSiteCommand(Some.Site("site-2")), default));

        Assert.Equal(["None", "ConditionalCheckFailed"], taken.CancellationReasons.Select(r => r.Code));
        Assert.Null(AnalyticsStore.ReadSite(await Client.GetItemAsync(_store.GetSiteCommand("site-2"), default)));
    }

    [Fact]
    public async Task A_change_made_from_an_old_reading_is_refused()
    {
        Site site = Some.Site("site-1");
        await Client.TransactWriteItemsAsync(_store.CreateSiteCommand(site), default);
        await Client.TransactWriteItemsAsync(_store.UpdateSiteCommand(site, site with { Name = "First", UpdatedAt = Some.Noon.AddSeconds(1) }), default);

        await Assert.ThrowsAsync<TransactionCanceledException>(() => Client.TransactWriteItemsAsync(
            _store.UpdateSiteCommand(site, site with { Name = "Second", UpdatedAt = Some.Noon.AddSeconds(2) }), default));
    }

    [Fact]
    public async Task A_page_view_costs_one_write_unit()
    {
        PutItemRequest request = _store.RecordPageViewCommand(SomeLibrary.PageView());
        request.ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES;

        PutItemResponse response = await Client.PutItemAsync(request, default);

        Assert.Equal(1, response.ConsumedCapacity.CapacityUnits);
        Assert.True(response.ConsumedCapacity.GlobalSecondaryIndexes is null or { Count: 0 });
    }

    [Fact]
    public async Task A_custom_event_and_a_session_cost_one_write_unit_each()
    {
        PutItemRequest put = _store.RecordCustomEventCommand(SomeLibrary.CustomEvent());
        put.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
        UpdateItemRequest upsert = _store.UpsertSessionCommand(SomeLibrary.Session());
        upsert.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;

        Assert.Equal(1, (await Client.PutItemAsync(put, default)).ConsumedCapacity.CapacityUnits);
        Assert.Equal(1, (await Client.UpdateItemAsync(upsert, default)).ConsumedCapacity.CapacityUnits);
    }

    [Fact]
    public async Task Page_views_and_events_read_back_as_they_were_recorded()
    {
        await Client.PutItemAsync(_store.RecordPageViewCommand(SomeLibrary.PageView()), default);
        await Client.PutItemAsync(_store.RecordCustomEventCommand(SomeLibrary.CustomEvent()), default);
        var range = new SiteRange { SiteId = "site-123", Start = Some.Noon, End = Some.Noon.AddMinutes(1) };

        ResultPage<PageView> views = AnalyticsStore.ReadPageViews(range, null, await Client.QueryAsync(_store.QueryPageViewsCommand(range), default));
        ResultPage<CustomEvent> events = AnalyticsStore.ReadCustomEvents(range, null, await Client.QueryAsync(_store.QueryCustomEventsCommand(range), default));

        Assert.Equal(SomeLibrary.PageView(), Assert.Single(views.Items));
        CustomEvent custom = Assert.Single(events.Items);
        Assert.Equal(SomeLibrary.CustomEvent().Properties, custom.Properties);
        Assert.Equal(SomeLibrary.CustomEvent() with { Properties = custom.Properties }, custom);
    }

    [Fact]
    public async Task What_has_expired_is_left_out_before_DynamoDB_has_deleted_it()
    {
        await Client.PutItemAsync(_store.RecordPageViewCommand(SomeLibrary.PageView()), default);
        var range = new SiteRange { SiteId = "site-123", Start = Some.Noon, End = Some.Noon.AddMinutes(1) };
        QueryResponse answer = await Client.QueryAsync(_store.QueryPageViewsCommand(range), default);

        Assert.Single(AnalyticsStore.ReadPageViews(range, null, answer, Some.Noon.AddDays(30).AddSeconds(-1)).Items);
        Assert.Empty(AnalyticsStore.ReadPageViews(range, null, answer, Some.Noon.AddDays(30)).Items);
    }

    [Fact]
    public async Task A_range_is_read_to_its_end_over_days_and_answers()
    {
        for (int hour = 0; hour < 72; hour++)
        {
            await Client.PutItemAsync(_store.RecordPageViewCommand(SomeLibrary.PageView("pv-" + hour) with { Timestamp = Some.Noon.AddHours(hour) }), default);
        }

        List<string> ids = [];
        string? next = null;
        int answers = 0;
        do
        {
            QueryRequest request = _store.QueryPageViewsCommand("site-123", Some.Noon.AddHours(5), Some.Noon.AddHours(60), next);
            request.Limit = 7;
            var range = new SiteRange { SiteId = "site-123", Start = Some.Noon.AddHours(5), End = Some.Noon.AddHours(60) };
            ResultPage<PageView> page = AnalyticsStore.ReadPageViews(range, next, await Client.QueryAsync(request, default));
            ids.AddRange(page.Items.Select(v => v.Id));
            next = page.Next;
            answers++;
        }
        while (next is not null);

        Assert.Equal(Enumerable.Range(5, 55).Select(h => "pv-" + h), ids);
        Assert.True(answers > 4);
    }

    [Fact]
    public async Task A_late_session_write_changes_nothing()
    {
        await Client.UpdateItemAsync(_store.UpsertSessionCommand(SomeLibrary.Session(pageViews: 5, minutes: 12)), default);

        ConditionalCheckFailedException refused = await Assert.ThrowsAsync<ConditionalCheckFailedException>(
            () => Client.UpdateItemAsync(_store.UpsertSessionCommand(SomeLibrary.Session(pageViews: 3, minutes: 4)), default));

        Assert.Equal(5, AnalyticsStore.ReadSession(refused.Item).PageViewCount);
        await Client.UpdateItemAsync(_store.UpsertSessionCommand(SomeLibrary.Session(pageViews: 5, minutes: 12)), default);
    }

    [Fact]
    public async Task Concurrent_writers_of_a_session_lose_no_page_view()
    {
        Session first = SomeLibrary.Session(pageViews: 0, minutes: 0);
        await Client.UpdateItemAsync(_store.UpsertSessionCommand(first), default);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            for (int i = 0; i < 5; i++)
            {
                Session seen = first;
                while (true)
                {
                    try
                    {
                        await Client.UpdateItemAsync(_store.UpsertSessionCommand(seen with { PageViewCount = seen.PageViewCount + 1 }, seen), default);
                        break;
                    }
                    catch (ConditionalCheckFailedException lost)
                    {
                        seen = AnalyticsStore.ReadSession(lost.Item);
                    }
                }
            }
        }));

        var range = new SiteRange { SiteId = "site-123", Start = Some.Noon, End = Some.Noon.AddDays(1) };
        ResultPage<Session> sessions = AnalyticsStore.ReadSessions(range, null, await Client.QueryAsync(_store.QuerySessionsCommand(range), default));
        Assert.Equal(40, Assert.Single(sessions.Items).PageViewCount);
    }

    [Fact]
    public async Task Goals_are_made_once_listed_changed_and_removed()
    {
        Goal goal = SomeLibrary.Goal();
        await Client.PutItemAsync(_store.CreateGoalCommand(goal), default);
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => Client.PutItemAsync(_store.CreateGoalCommand(goal), default));
        await Client.PutItemAsync(_store.UpdateGoalCommand(goal, goal with { Name = "Welcome", UpdatedAt = Some.Noon.AddSeconds(1) }), default);
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => Client.PutItemAsync(_store.UpdateGoalCommand(goal, goal), default));

        Assert.Equal("Welcome", Assert.Single(AnalyticsStore.ReadGoals(await Client.QueryAsync(_store.ListGoalsCommand("site-123"), default)).Items).Name);

        await Client.DeleteItemAsync(_store.DeleteGoalCommand("site-123", "goal-123"), default);
        Assert.Empty(AnalyticsStore.ReadGoals(await Client.QueryAsync(_store.ListGoalsCommand("site-123"), default)).Items);
    }

    [Fact]
    public async Task Counts_of_a_minute_only_grow()
    {
        await Client.UpdateItemAsync(_store.UpdateRealtimeStatsCommand(SomeLibrary.Realtime(156)), default);
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => Client.UpdateItemAsync(_store.UpdateRealtimeStatsCommand(SomeLibrary.Realtime(100)), default));

        var minutes = AnalyticsStore.ReadRealtimeStats(await Client.QueryAsync(_store.GetRealtimeStatsCommand("site-123", 5, Some.Noon.AddMinutes(4)), default));

        Assert.Equal((156, 42, 8), (Assert.Single(minutes).PageViews, minutes[0].CurrentVisitors, minutes[0].ActivePages["/pricing"]));
        Assert.Empty(AnalyticsStore.ReadRealtimeStats(await Client.QueryAsync(_store.GetRealtimeStatsCommand("site-123", 5, Some.Noon.AddMinutes(5)), default)));
    }

    [Fact]
    public async Task Days_and_their_pages_are_read_as_they_were_built()
    {
        SiteId site = SiteId.Parse("site-123");
        for (int i = 0; i < 3; i++)
        {
            LocalDay date = Some.Day.Plus(i);
            var day = new Day
            {
                Site = site,
                Date = date,
                Version = 1,
                Start = SiteCalendar.Utc.StartOf(date),
                End = SiteCalendar.Utc.EndOf(date),
                Zone = "UTC",
                Rows = 10,
                Totals = new DayTotals(10 + i, 5, 6, 2, 60_000, 12),
            };
            await Client.PutItemAsync(new PutItemRequest(_table, DayItem.Write(day)), default);
            await Client.PutItemAsync(new PutItemRequest(_table, TopPagesItem.Write(site, date, [new("/", 7, 4, 5, 3, 1), new("/pricing", 3 + i, 2, 1, 3, 1)])), default);
        }

        var range = new SiteRange { SiteId = "site-123", Start = Some.Noon, End = Some.Noon.AddDays(2) };
        QueryResponse days = await Client.QueryAsync(_store.GetAggregatedStatsCommand("site-123", AggregationPeriod.Day, range.Start, range.End), default);
        Assert.Equal([10, 11, 12], AnalyticsStore.ReadAggregatedStats(range, AggregationPeriod.Day, days).Items.Select(s => s.PageViews));

        QueryResponse pages = await Client.QueryAsync(_store.GetTopPagesCommand("site-123", AggregationPeriod.Month, Some.Day), default);
        IReadOnlyList<PageStats> top = AnalyticsStore.ReadTopPages(1, pages);
        Assert.Equal(("/", 21, 12), (Assert.Single(top).Path, top[0].PageViews, top[0].UniqueVisitors));
    }
}
