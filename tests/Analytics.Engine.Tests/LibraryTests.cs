using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Store;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Ranges;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Engine.Tests;

/// <summary>What a library user records is sealed and answered like everything else.</summary>
public sealed class LibraryTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private static readonly LocalDay Today = Some.Day;
    private static readonly LocalDay Yesterday = Today.Plus(-1);
    private static readonly LocalDay LongAgo = Today.Plus(-90);
    private static readonly Site Site = Some.Site("site-123", "Europe/Tallinn");
    private EngineTables _tables = null!;
    private AnalyticsStore _store = null!;

    private DateTimeOffset Now => _tables.Clock.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        _tables = await EngineTables.CreateAsync(dynamo);
        _store = new AnalyticsStore(new AnalyticsStoreOptions { TableName = _tables.Names.Events });
        await _tables.Client.TransactWriteItemsAsync(_store.CreateSiteCommand(Site), default);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Page_views_of_today_of_long_ago_and_of_a_sealed_day_count_everywhere_and_outlive_their_raw_events()
    {
        await RecordAsync(View("a", Yesterday, 10, "ann", "/"), View("b", Yesterday, 11, "bob", "/"));
        await SealAsync(Yesterday);
        await RunUntilAsync(Now.AddMinutes(20));

        await RecordAsync(View("c", Yesterday, 12, "cyd", "/late"), View("d", LongAgo, 9, "dan", "/old"), View("e", Today, 13, "eve", "/"));
        Assert.Equal((1, 2, 1), await AskedAsync());
        Assert.Contains(Yesterday, await LateAsync());

        await RunUntilAsync(Site.Calendar.EndOf(Today).AddHours(3));
        Assert.Equal((1, 3, 1), await AskedAsync());
        Assert.Equal(await AskedAsync(), await AggregatedAsync());
        Assert.Equal(["/ 2", "/late 1"], await TopPagesAsync(Yesterday));
        Assert.Equal(["/old 1"], await TopPagesAsync(LongAgo));
        Assert.Equal(["/ 1"], await TopPagesAsync(Today));
        Assert.Empty(await LateAsync());

        await RunUntilAsync(Now.AddDays(40), TimeSpan.FromHours(6));
        Assert.Empty(await _tables.NewInstance().Events.ReadDayAsync(Site, Yesterday, default).ToListAsync());
        Assert.Equal((1, 3, 1), await AskedAsync());
        Assert.Equal((1, 3, 1), await AggregatedAsync());
    }

    [Fact]
    public async Task An_event_that_is_sent_again_counts_once_also_beside_the_one_without_a_mark()
    {
        await RecordAsync(View("a", Yesterday, 10, "ann", "/"));
        _tables.Clock.Advance(TimeSpan.FromMinutes(1));
        await RecordAsync(View("a", Yesterday, 10, "ann", "/"));
        await _tables.Client.PutItemAsync(_store.RecordPageViewCommand(View("a", Yesterday, 10, "ann", "/"), Site.Calendar), default);
        Assert.Equal((0, 1, 0), await AskedAsync());

        await RunUntilAsync(Site.Calendar.EndOf(Today).AddHours(3));

        Assert.Equal((0, 1, 0), await AskedAsync());
        Assert.Equal((0, 1, 0), await AggregatedAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(14)]
    public async Task What_is_written_by_itself_up_to_a_quarter_of_an_hour_after_a_mark_is_sealed(int minutes)
    {
        foreach (LocalDay day in new[] { Today, Yesterday, LongAgo })
        {
            await _tables.Client.TransactWriteItemsAsync(_store.MarkDayCommand(Site, Site.Calendar.StartOf(day), Now), default);
        }

        for (int minute = 0; minute < minutes; minute++)
        {
            _tables.Clock.Advance(TimeSpan.FromMinutes(1));
            await RunAsync();
        }

        foreach (LocalDay day in new[] { Today, Yesterday, LongAgo })
        {
            await _tables.Client.PutItemAsync(_store.RecordPageViewCommand(View("v", day, 8, "ann", "/"), Now, Site.Calendar), default);
        }

        CustomEvent signup = SomeLibrary.CustomEvent() with { Timestamp = Site.Calendar.StartOf(Yesterday).AddHours(3) };
        await _tables.Client.PutItemAsync(_store.RecordCustomEventCommand(signup, Now, Site.Calendar), default);
        await RunUntilAsync(Site.Calendar.EndOf(Today).AddHours(3));

        Assert.Equal((1, 1, 1), await AskedAsync());
        Assert.Equal((1, 1, 1), await AggregatedAsync());
        Assert.Equal(2, (await DayAsync(Yesterday))!.Totals.Events);
    }

    [Fact]
    public async Task An_event_of_a_closed_day_is_refused_whole()
    {
        await RecordAsync(View("a", LongAgo, 10, "ann", "/"));
        await RunUntilAsync(Now.AddDays(31), TimeSpan.FromHours(6));

        TransactionCanceledException refused = await Assert.ThrowsAsync<TransactionCanceledException>(() => RecordAsync(View("b", LongAgo, 10, "bob", "/")));

        Assert.Contains(refused.CancellationReasons, reason => reason.Code == "ConditionalCheckFailed");
        Assert.Empty(await _tables.NewInstance().Events.ReadDayAsync(Site, LongAgo, default).ToListAsync());
        Assert.Equal((1, 0, 0), await AskedAsync());
    }

    [Fact]
    public void An_event_of_a_day_that_the_site_does_not_keep_is_refused_before_it_is_sent()
    {
        Site brief = Site with { Settings = new SiteSettings { DataRetentionDays = 30 } };
        PageView odd = View("a b", LongAgo, 10, "ann", "/") with { SiteId = "site-9" };

        Store.Inputs.AnalyticsInputException faults = Assert.Throws<Store.Inputs.AnalyticsInputException>(() => _store.RecordMarkedPageViewCommand(odd, brief, Now));

        Assert.Equal(["id", "siteId", "timestamp"], faults.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public async Task A_mark_leaves_a_day_that_is_there_as_it_is()
    {
        await RecordAsync(View("a", Yesterday, 10, "ann", "/"));
        await SealAsync(Yesterday);
        string before = await StoredAsync(Yesterday);

        Site stale = Site with { Settings = new SiteSettings { DataRetentionDays = 100 } };
        await _tables.Client.TransactWriteItemsAsync(_store.MarkDayCommand(stale, Site.Calendar.StartOf(Yesterday), Now), default);

        Assert.Equal(before, await StoredAsync(Yesterday));
    }

    [Fact]
    public async Task Recorders_and_library_users_of_one_day_take_nothing_from_each_other()
    {
        await RecordAsync(View("a", Yesterday, 10, "ann", "/"));
        await SealAsync(Yesterday);
        AnalyticsEngine recording = _tables.NewInstance();
        Task<HitOutcome> HitAsync(string id) => recording.Recorder.RecordAsync(
            Some.Hit(Site, at: Now) with { Id = EventId.Parse(id), Time = Site.Calendar.StartOf(Yesterday).AddHours(20) }, default);
        Assert.IsType<HitOutcome.Accepted>(await HitAsync("h1"));

        await RecordAsync(View("b", Yesterday, 12, "bob", "/"));
        await RunUntilAsync(Site.Calendar.EndOf(Yesterday).AddHours(20));
        Assert.IsType<HitOutcome.Accepted>(await HitAsync("h2"));
        Assert.Contains(Yesterday, await LateAsync());
        await RunUntilAsync(Site.Calendar.EndOf(Yesterday).AddHours(27));
        Assert.Empty(await LateAsync());
        Assert.Equal((0, 4, 0), await AskedAsync());
        Assert.Equal((0, 4, 0), await AggregatedAsync());
    }

    private static PageView View(string id, LocalDay day, int hour, string visitor, string path) => SomeLibrary.PageView(id) with
    {
        SiteId = Site.Id.Value,
        VisitorId = visitor,
        Path = path,
        Timestamp = Site.Calendar.StartOf(day).AddHours(hour),
    };

    private async Task RecordAsync(params PageView[] views)
    {
        foreach (PageView view in views)
        {
            await _tables.Client.TransactWriteItemsAsync(_store.RecordMarkedPageViewCommand(view, Site, Now), default);
        }
    }

    private async Task SealAsync(LocalDay day)
    {
        DayWork work = await _tables.NewInstance().Compactor.SealAsync(Site, day, TimeSpan.FromMinutes(1), default);
        Assert.Equal((DayStep.Seal, DayOutcome.Done), (work.Step, work.Outcome));
        Assert.Equal(DayState.Sealed, (await DayAsync(day))!.State);
    }

    private async Task RunAsync()
    {
        List<DayWork> failed = [];
        await _tables.NewInstance().Compactor.RunAsync(TimeSpan.FromMinutes(1), work => failed.AddRange(work.Fault is null ? [] : [work]), default);
        Assert.Empty(failed);
    }

    private async Task RunUntilAsync(DateTimeOffset until, TimeSpan? step = null)
    {
        while (Now < until)
        {
            _tables.Clock.Advance(step ?? TimeSpan.FromMinutes(10));
            await RunAsync();
        }
    }

    private async Task<Day?> DayAsync(LocalDay day) =>
        (await _tables.Client.GetItemAsync(DayCommands.Get(_tables.Names.Events, Site.Id, day), default)).Item is { Count: > 0 } item ? DayItem.Read(item) : null;

    private async Task<string> StoredAsync(LocalDay day)
    {
        GetItemResponse stored = await _tables.Client.GetItemAsync(DayCommands.Get(_tables.Names.Events, Site.Id, day), default);
        return string.Join('\n', stored.Item.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key} {a.Value.S}{a.Value.N}{a.Value.L?.Count}{a.Value.B?.Length}"));
    }

    // Page views of long ago, yesterday and today.
    private async Task<(long LongAgo, long Yesterday, long Today)> AskedAsync()
    {
        IReadOnlyList<StatsResult> answers = await AskAsync();
        long[] counts = [.. answers.Select(answer => (long)answer.Rows[0].Metrics[0].Numerator)];
        return (counts[0], counts[1], counts[2]);
    }

    private async Task<IEnumerable<LocalDay>> LateAsync() => (await AskAsync()).SelectMany(answer => answer.LateDays);

    private Task<IReadOnlyList<StatsResult>> AskAsync()
    {
        StatsQuery[] questions = [.. new[] { LongAgo, Yesterday, Today }.Select(day =>
            Assert.IsType<StatsQueryOutcome.Accepted>(StatsQuery.Create([KnownMetrics.Find("pageviews")!], StatsRange.OfDays(Site.Calendar, day, day)!)).Query)];
        return _tables.NewInstance().Stats.ReadAsync(Site, questions, default);
    }

    private async Task<(long LongAgo, long Yesterday, long Today)> AggregatedAsync()
    {
        var range = new SiteRange
        {
            SiteId = Site.Id.Value,
            Start = Site.Calendar.StartOf(LongAgo),
            End = Site.Calendar.EndOf(Today),
            Calendar = Site.Calendar,
        };
        ResultPage<AggregatedStats> days = AnalyticsStore.ReadAggregatedStats(
            range, AggregationPeriod.Day, await _tables.Client.QueryAsync(_store.GetAggregatedStatsCommand(range), default));
        long Of(LocalDay day) => days.Items.SingleOrDefault(d => d.PeriodStart == Site.Calendar.StartOf(day))?.PageViews ?? 0;
        return (Of(LongAgo), Of(Yesterday), Of(Today));
    }

    private async Task<IEnumerable<string>> TopPagesAsync(LocalDay day) => AnalyticsStore
        .ReadTopPages(10, await _tables.Client.QueryAsync(_store.GetTopPagesCommand(Site.Id.Value, AggregationPeriod.Day, day), default))
        .Select(page => FormattableString.Invariant($"{page.Path} {page.PageViews}"));
}
