using Analytics.Engine.Days;
using Analytics.Functions.Configuration;
using Analytics.Store.Calendars;
using Analytics.Store.Pages;
using Analytics.Store.Visits;
using Analytics.Store;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Testing.Simulation;

namespace Analytics.Engine.Tests.Compaction;

public sealed class CompactionTests
{
    private static readonly DateTimeOffset End = Some.Site().Calendar.EndOf(Some.Day);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_small_day_is_sealed_by_one_write_and_lies_in_its_own_item()
    {
        CompactedTable table = await CompactedTable.CreateAsync();
        List<Event> events = SomeEvents.Of(50, Some.Noon);
        await table.StoreAsync(events);
        table.Clock.Set(End.AddHours(2).AddMinutes(1));

        DayWork work = Assert.Single(await table.RunAsync());

        Day day = (await table.DayAsync())!;
        Assert.Equal((DayStep.Seal, DayOutcome.Done, 40L), (work.Step, work.Outcome, work.Rows)); // ten are engagement outside of any visit
        Assert.Equal((DayState.Sealed, 1L, 40L, 50L), (day.State, day.Version, day.Rows, day.DistinctIds));
        Assert.True(Assert.Single(day.Blocks).IsInline);
        Assert.Equal(day.Blocks[0].Bytes, day.Inline.Length);
        Assert.Equal((Some.Noon.AddDays(29), day.End.AddDays(730)), (day.ClosesAt, day.ExpiresAt));
        Assert.Empty(table.Items("#BLOCKS#"));
        Assert.Equal(await table.AnswerAsync(events), await table.AnswerAsync());
    }

    [Fact]
    public async Task Work_is_not_due_before_its_marker_has_stood_for_a_minute()
    {
        CompactedTable table = await CompactedTable.CreateAsync();
        await table.StoreAsync(SomeEvents.Of(5, Some.Noon));
        table.Clock.Set(End.AddHours(2).AddSeconds(59));
        Assert.Empty(await table.RunAsync());

        table.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Single(await table.RunAsync());
        Assert.Empty(await table.RunAsync());
    }

    [Fact]
    public async Task After_its_seal_markers_stand_for_settling_and_for_the_audit_and_after_that_none()
    {
        CompactedTable table = await CompactedTable.CreateAsync();
        await table.StoreAsync(SomeEvents.Of(5, Some.Noon));
        table.Clock.Set(End.AddHours(3));
        _ = await table.RunAsync();
        Assert.Equal([End.AddHours(3).AddMinutes(6), End.AddHours(27)], table.Markers().Select(m => m.Due).Order());
        Assert.All(table.Markers(), marker => Assert.True(marker.Upkeep));

        table.Clock.Set(End.AddHours(3).AddMinutes(7));
        Assert.Equal([DayStep.Settle], (await table.RunAsync()).Select(w => w.Step));
        table.Clock.Set(End.AddHours(28));
        Assert.Equal([DayStep.Audit], (await table.RunAsync()).Select(w => w.Step));
        Assert.Empty(table.Markers());

        table.Clock.Set(Some.Noon.AddDays(29.95));
        await table.MarkAsync(Some.Day, Some.Noon.AddDays(29.9));
        Assert.Equal([DayStep.Close], (await table.RunAsync()).Select(w => w.Step));
        Assert.Equal(DayState.Closed, (await table.DayAsync())!.State);
        Assert.Empty(table.Markers());
    }

    [Fact]
    public async Task A_day_of_thirty_thousand_events_and_as_many_copies_is_sealed_in_ranges_and_answers_the_same()
    {
        CompactedTable table = await CompactedTable.CreateAsync(Some.Site() with { WriteShards = 3 }, rowsPerRange: 4_000);
        List<Event> events = SomeEvents.Of(30_000, Some.Noon.AddHours(-11), visitors: 4_000);
        await table.StoreAsync([.. events, .. SomeEvents.CopiesOf(events.Where((_, i) => i % 3 == 0))]);
        table.Clock.Set(End.AddHours(3));

        Assert.Equal([DayOutcome.Done], (await table.RunAsync()).Select(w => w.Outcome));

        Day day = (await table.DayAsync())!;
        Assert.Equal((8, 30_000L), (day.Blocks.Count, day.DistinctIds));
        Assert.Equal((0ul, ulong.MaxValue), (day.Blocks[0].FirstHash, day.Blocks[^1].LastHash));
        Assert.Equal(day.Rows, day.Blocks.Sum(b => b.Rows));
        Assert.Equal(await table.AnswerAsync(events), await table.AnswerAsync());
        DayVisits whole = DayVisits.Gather(Some.Day, events);
        Assert.Equal(whole.Visits.Count, day.Totals.Visits);
        Assert.Equal(events.Count(e => !e.IsEngagement), day.Totals.Events);
        Assert.Equal(events.Count(e => e.IsPageview), table.Items("#ROLLUPS#").SelectMany(TopPagesItem.Read).Sum(p => p.PageViews));
    }

    [Theory]
    [InlineData("Europe/Tallinn", "2026-03-29")]
    [InlineData("Europe/Tallinn", "2026-10-25")]
    [InlineData("America/Havana", "2026-11-01")]
    public async Task A_day_whose_clock_is_changed_is_sealed_whole(string zone, string date)
    {
        Site site = Some.Site(zone: zone);
        LocalDay day = LocalDay.Parse(date);
        CompactedTable table = await CompactedTable.CreateAsync(site);
        DateTimeOffset start = site.Calendar.StartOf(day), end = site.Calendar.EndOf(day);
        int minutes = (int)(end - start).TotalMinutes;
        table.Clock.Set(start);
        await table.StoreAsync(Enumerable.Range(0, minutes).Select(i => Some.Pageview($"e{i}", "/", start.AddMinutes(i), calendar: site.Calendar)));
        table.Clock.Set(end.AddHours(3));

        _ = await table.RunAsync();

        Day built = (await table.DayAsync(day))!;
        Assert.Equal(minutes / 60, built.Hours.Count);
        Assert.All(built.Hours, hour => Assert.Equal(60, hour.Pageviews));
        Assert.Equal((start, end, minutes), (built.Start, built.End, (int)built.Totals.Pageviews));
    }

    [Fact]
    public async Task A_day_without_events_leaves_nothing_and_its_marker_goes()
    {
        CompactedTable table = await CompactedTable.CreateAsync();
        await table.MarkAsync(Some.Day, Some.Noon);
        table.Clock.Set(End.AddHours(3));

        Assert.Equal([DayOutcome.Nothing], (await table.RunAsync()).Select(w => w.Outcome));

        Assert.Null(await table.DayAsync());
        Assert.Empty(table.Markers());
    }

    [Fact]
    public async Task Nobody_works_for_a_site_that_was_removed()
    {
        CompactedTable table = await CompactedTable.CreateAsync();
        await table.StoreAsync(SomeEvents.Of(5, Some.Noon));
        _ = await table.Client.TransactWriteItemsAsync(new AnalyticsStore(new AnalyticsStoreOptions { TableName = "events" }).DeleteSiteCommand(table.Site));
        table.Clock.Set(End.AddHours(3));

        Assert.Empty(await table.RunAsync());
        Assert.Empty(table.Markers());
        Assert.Null(await table.DayAsync());
    }

    [Fact]
    public async Task Late_events_count_from_the_next_slot_and_late_copies_never()
    {
        CompactedTable table = await CompactedTable.CreateAsync();
        List<Event> events = SomeEvents.Of(20, Some.Noon);
        await table.StoreAsync(events);
        table.Clock.Set(End.AddHours(2).AddMinutes(1));
        _ = await table.RunAsync();
        string before = await table.AnswerAsync();
        List<Event> late = [.. SomeEvents.Of(3, Some.Noon.AddHours(1), first: 500).Select(e => e with { ReceivedAt = End.AddHours(3) })];
        table.Clock.Set(End.AddHours(3));
        await table.StoreAsync([.. late, .. SomeEvents.CopiesOf(events)]);
        Assert.Equal(before, await table.AnswerAsync());

        table.Clock.Set(End.AddHours(4).AddMinutes(1));
        Assert.Equal([DayStep.Seal], (await table.RunAsync()).Select(w => w.Step));
        Assert.Equal(await table.AnswerAsync([.. events, .. late]), await table.AnswerAsync());
    }

    [Fact]
    public async Task What_was_received_moments_before_a_seal_is_in_it()
    {
        CompactedTable table = await CompactedTable.CreateAsync();
        await table.StoreAsync(SomeEvents.Of(5, Some.Noon));
        table.Clock.Set(End.AddHours(2).AddMinutes(1));
        Event late = Some.Pageview("late", "/", Some.Noon) with { ReceivedAt = table.Clock.GetUtcNow().AddSeconds(-10) };
        _ = await table.Client.PutItemAsync(new RecordEvent(late, 1, null).ToRequest("events")); // under the marker that is being worked off

        _ = await table.RunAsync();

        Assert.Equal((false, 6L), ((await table.DayAsync())!.LatePending, (await table.DayAsync())!.DistinctIds));
    }

    [Fact]
    public async Task An_open_day_is_compacted_again_and_again_and_never_has_many_blocks()
    {
        CompactedTable table = await CompactedTable.CreateAsync(Some.Site() with { WriteShards = 2 }, tailThreshold: 5);
        List<Event> events = [];
        for (int i = 0; i < 40; i++)
        {
            table.Clock.Set(Some.Noon.AddMinutes(4 * i));
            List<Event> fresh = SomeEvents.Of(9, table.Clock.GetUtcNow(), first: i * 9);
            await table.StoreAsync(fresh);
            events.AddRange(fresh);
            await table.MarkAsync(Some.Day, table.Clock.GetUtcNow());
            table.Clock.Advance(TimeSpan.FromMinutes(3));
            Assert.DoesNotContain(await table.RunAsync(), w => w.Outcome != DayOutcome.Done);
            Assert.InRange((await table.DayAsync())!.Blocks.Count, 1, NextStep.MostBlocks);
        }

        Day day = (await table.DayAsync())!;
        Assert.Equal((DayState.Open, 360L), (day.State, day.Rows));
        Assert.All(day.Blocks, b => Assert.Equal(BlockKind.Log, b.Kind));
        Assert.Equal(await table.AnswerAsync(events), await table.AnswerAsync());
        Assert.Contains(table.Markers(), m => m.Due == End.AddHours(2));

        table.Clock.Set(End.AddHours(3));
        _ = await table.RunAsync();
        Assert.Equal(await table.AnswerAsync(events), await table.AnswerAsync());
        table.Clock.Set(End.AddHours(5));
        _ = await table.RunAsync();
        Assert.Empty((await table.DayAsync())!.Garbage);
        Assert.Empty(await table.UnlistedAsync()); // small enough to lie in the day itself; its logs expire with the events that they repeat
    }

    [Fact]
    public async Task More_events_of_one_millisecond_than_a_pass_takes_are_compacted_once()
    {
        CompactedTable table = await CompactedTable.CreateAsync(tailThreshold: 5);
        table.Limits = table.Limits with { TailRows = 10 };
        List<Event> events = [.. SomeEvents.Of(60, Some.Noon).Select((e, i) => i is > 5 and < 40 ? e with { ReceivedAt = Some.Noon.AddHours(1) } : i >= 40 ? e with { ReceivedAt = Some.Noon.AddHours(1).AddMinutes(i) } : e)];
        await table.StoreAsync(events);
        table.Clock.Set(Some.Noon.AddHours(3));
        await table.MarkAsync(Some.Day, Some.Noon.AddHours(2));

        Assert.DoesNotContain(await table.RunAsync(), w => w.Outcome != DayOutcome.Done);

        Assert.Equal(60, (await table.DayAsync())!.Rows);
        Assert.Equal(await table.AnswerAsync(events), await table.AnswerAsync());
    }

    [Fact]
    public async Task A_day_that_was_sealed_again_by_a_clock_that_is_ahead_is_audited_all_the_same()
    {
        CompactedTable table = await CompactedTable.CreateAsync();
        await table.StoreAsync(SomeEvents.Of(20, Some.Noon));
        table.Clock.Set(End.AddHours(3));
        _ = await table.RunAsync();
        WorkMarker audit = Assert.Single(table.Markers(), marker => marker.Due == End.AddHours(27));
        foreach (var item in table.Items("ACTIVE#"))
        {
            await table.RemoveAsync(item);
        }

        // As one leaves it whose clock is ten minutes behind, and whose seal has been replaced meanwhile.
        await table.Client.PutItemAsync((audit with { Due = audit.Due.AddMinutes(-10), Upkeep = true }).ToRequest("events"));
        table.Clock.Set(audit.Due.AddMinutes(-5));
        Assert.Equal([DayStep.Settle], (await table.RunAsync()).Select(w => w.Step));
        table.Clock.Set(audit.Due.AddMinutes(5));
        Assert.Equal([DayStep.Audit], (await table.RunAsync()).Select(w => w.Step));
        Assert.Empty(table.Markers());
    }

    [Fact]
    public async Task A_site_over_its_budget_is_paused_until_its_day_ends_and_not_before()
    {
        CompactedTable table = await CompactedTable.CreateAsync(Some.Site() with { Settings = new SiteSettings { DailyEventBudget = 1000 } }, tailThreshold: 100);
        await table.StoreAsync(SomeEvents.Of(900, Some.Noon));
        table.Clock.Set(Some.Noon.AddHours(2));
        await table.MarkAsync(Some.Day, Some.Noon.AddHours(1));
        _ = await table.RunAsync();
        Assert.Null((await table.SiteAsync()).PausedUntil);

        await table.StoreAsync(SomeEvents.Of(200, Some.Noon.AddHours(2), first: 900));
        table.Clock.Set(Some.Noon.AddHours(4));
        await table.MarkAsync(Some.Day, Some.Noon.AddHours(3));
        _ = await table.RunAsync();

        Assert.Equal(End, (await table.SiteAsync()).PausedUntil);
    }

    [Fact]
    public async Task A_day_that_grew_longer_when_its_site_changed_its_zone_is_not_forgotten()
    {
        CompactedTable table = await CompactedTable.CreateAsync(Some.Site(zone: "Pacific/Auckland"));
        await table.StoreAsync([Some.Pageview("a", "/", Some.Noon, calendar: table.Site.Calendar)]);
        LocalDay date = table.Site.Calendar.DayOf(Some.Noon);
        Site moved = table.Site with { Calendar = table.Site.Calendar.ChangeZone("Pacific/Honolulu", Some.Noon), UpdatedAt = Some.Noon.AddSeconds(1) };
        _ = await table.Client.TransactWriteItemsAsync(new AnalyticsStore(new AnalyticsStoreOptions { TableName = "events" }).UpdateSiteCommand(table.Site, moved));
        DateTimeOffset end = moved.Calendar.EndOf(date);
        Assert.True(end > table.Site.Calendar.EndOf(date).AddHours(3));

        for (DateTimeOffset now = Some.Noon; now < end.AddHours(3); now = now.AddMinutes(30))
        {
            table.Clock.Set(now);
            _ = await table.RunAsync();
        }

        Day day = (await table.DayAsync(date))!;
        Assert.Equal((DayState.Sealed, 1L, end), (day.State, day.Totals.Pageviews, day.End));
    }

    [Fact]
    public async Task A_copy_over_midnight_whose_first_marker_was_never_stored_counts_in_its_first_day()
    {
        CompactedTable table = await CompactedTable.CreateAsync();
        Event first = Some.Pageview("a", "/", End.AddSeconds(-5)) with { ReceivedAt = End.AddSeconds(-5) };
        _ = await table.Client.PutItemAsync(new RecordEvent(first, 1, null).ToRequest("events")); // its marker failed, and its sender had no answer
        table.Clock.Set(End.AddSeconds(5));
        LocalDay next = first.Day.Plus(1);
        await table.StoreAsync([first with { Day = next, Time = End.AddSeconds(5), ReceivedAt = End.AddSeconds(5) }]);

        table.Clock.Set(End.AddHours(27));
        _ = await table.RunAsync();
        table.Clock.Set(End.AddHours(28));
        _ = await table.RunAsync();

        Assert.Equal(((DayState.Sealed, 1L), (DayState.Sealed, 0L)), (Of(await table.DayAsync(first.Day)), Of(await table.DayAsync(next))));

        static (DayState, long) Of(Day? day) => (day!.State, day.Totals.Pageviews);
    }

    [Fact]
    public async Task An_audit_publishes_by_how_many_events_a_day_drifted_and_what_was_missing_is_taken_in()
    {
        CompactedTable table = await CompactedTable.CreateAsync();
        List<Event> events = SomeEvents.Of(20, Some.Noon);
        await table.StoreAsync(events);
        table.Clock.Set(End.AddHours(3));
        _ = await table.RunAsync();
        List<Event> missed = SomeEvents.Of(2, Some.Noon.AddHours(1), first: 500); // a writer's clock that was far behind
        foreach (Event e in missed)
        {
            _ = await table.Client.PutItemAsync(new RecordEvent(e, 1, null).ToRequest("events"));
        }

        table.Clock.Set(End.AddHours(28));
        List<DayWork> works = await table.RunAsync();

        Assert.Equal([(DayStep.Settle, 0L, false), (DayStep.Audit, 2L, true), (DayStep.Seal, 0L, false)], works.Select(w => (w.Step, w.Drift, w.IsAlarm)));
        Assert.Equal((22L, 2L), ((await table.DayAsync())!.DistinctIds, (await table.DayAsync())!.Drift));
        Assert.Equal(await table.AnswerAsync([.. events, .. missed]), await table.AnswerAsync());
    }

    [Fact]
    public async Task When_time_is_up_a_run_stops_and_the_next_one_does_the_work()
    {
        CompactedTable table = await CompactedTable.CreateAsync(rowsPerRange: 100);
        List<Event> events = SomeEvents.Of(3_000, Some.Noon.AddHours(-10));
        await table.StoreAsync(events);
        table.Clock.Set(End.AddHours(3));

        DayWork stopped = Assert.Single(await table.RunAsync(table.Client, new RunningClock(table.Clock, TimeSpan.FromSeconds(2))));

        Assert.Equal(DayOutcome.OutOfTime, stopped.Outcome);
        Assert.NotEmpty(table.Markers());
        Assert.Empty(await table.UnlistedAsync());
        Assert.Equal(await table.AnswerAsync(events), await table.AnswerAsync());
        table.Clock.Advance(TimeSpan.FromMinutes(5));
        _ = await table.RunAsync();
        Assert.Equal(DayState.Sealed, (await table.DayAsync())!.State);
        Assert.Equal(await table.AnswerAsync(events), await table.AnswerAsync());
    }

    [Fact]
    public async Task A_large_day_that_was_begun_in_time_may_be_given_longer_than_the_run()
    {
        CompactedTable table = await CompactedTable.CreateAsync(rowsPerRange: 100);
        await table.StoreAsync(SomeEvents.Of(3_000, Some.Noon.AddHours(-10)));
        await table.StoreAsync(SomeEvents.Of(5, Some.Noon.AddDays(-1), first: 9_000));
        table.Clock.Set(End.AddHours(3));
        await table.RemoveAsync(table.Items("ACTIVE#")[0]); // the small day's: it would come first
        await table.MarkAsync(Some.Day.Plus(-1), End.AddHours(2.5));

        List<DayWork> works = await table.RunAsync(table.Client, new RunningClock(table.Clock, TimeSpan.FromSeconds(2)), TimeSpan.FromMinutes(12));

        Assert.Equal([(Some.Day, DayOutcome.Done)], works.Select(w => (w.Day, w.Outcome)));
    }

    [Fact]
    public async Task Two_that_build_a_large_day_at_once_do_not_both_go_to_the_end()
    {
        CompactedTable table = await CompactedTable.CreateAsync(rowsPerRange: 100);
        await table.StoreAsync(SomeEvents.Of(400, Some.Noon.AddHours(-10)));
        table.Clock.Set(End.AddHours(3));
        List<DayWork> second = [];
        int calls = 0;
        FakeDynamoDb first = table.Through(
            async () =>
            {
                if (table.Items("#BLOCKS#").Count > 0 && calls++ == 0)
                {
                    second = await table.RunAsync();
                }
            },
            () => { });

        Assert.Equal([DayOutcome.Done], (await table.RunAsync(first)).Select(w => w.Outcome));
        Assert.Equal([DayOutcome.Busy], second.Select(w => w.Outcome));
    }

    [Fact]
    public async Task A_seal_by_a_clock_that_is_late_counts_no_less_than_the_one_before()
    {
        CompactedTable table = await CompactedTable.CreateAsync();
        DateTimeOffset now = End.AddHours(2).AddMinutes(5);
        await table.StoreAsync(SomeEvents.Of(5, Some.Noon));
        await table.StoreAsync(SomeEvents.Of(3, Some.Noon, first: 100).Select(e => e with { ReceivedAt = now }));
        table.Clock.Set(now);
        var ahead = new ManualClock(now.AddMinutes(10));
        Assert.Equal([DayOutcome.Done], (await table.RunAsync(table.Client, ahead)).Select(w => w.Outcome));
        Assert.Equal(8, (await table.DayAsync())!.DistinctIds);

        await table.MarkAsync(Some.Day, now.AddMinutes(-5));
        Assert.Equal([DayOutcome.Done], (await table.RunAsync()).Select(w => w.Outcome));
        Day day = (await table.DayAsync())!;
        Assert.Equal((8L, (string?)null), (day.DistinctIds, day.Alarm));
    }

    [Fact]
    public async Task A_day_can_be_sealed_on_request_and_says_why_not()
    {
        CompactedTable table = await CompactedTable.CreateAsync();
        await table.StoreAsync(SomeEvents.Of(5, Some.Noon));
        table.Clock.Set(End.AddSeconds(59));
        Assert.Equal(DayOutcome.NotOver, await SealAsync());
        table.Clock.Set(End.AddSeconds(60));
        Assert.Equal(DayOutcome.Done, await SealAsync());
        Assert.Equal(DayState.Sealed, (await table.DayAsync())!.State);
        Assert.Equal(DayOutcome.Nothing, (await table.Compactor().SealAsync(table.Site, Some.Day.Plus(-1), Minute, CancellationToken.None)).Outcome);
        table.Clock.Set(Some.Noon.AddDays(29.95));
        Assert.Equal(DayOutcome.Closed, await SealAsync());

        async Task<DayOutcome> SealAsync() => (await table.Compactor().SealAsync(table.Site, Some.Day, Minute, CancellationToken.None)).Outcome;
    }

    [Fact]
    public async Task A_day_that_cannot_be_built_holds_up_no_other()
    {
        CompactedTable table = await CompactedTable.CreateAsync();
        await table.StoreAsync(SomeEvents.Of(5, Some.Noon));
        await table.StoreAsync(SomeEvents.Of(5, Some.Noon.AddDays(-1), first: 100));
        Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue> damaged = table.Items("#RAW#2026-03-09")[0];
        damaged["_"].S = "raw/9";
        _ = await table.Client.PutItemAsync("events", damaged);
        table.Clock.Set(End.AddHours(3));

        List<DayWork> works = await table.RunAsync();

        Assert.Equal([DayOutcome.Failed, DayOutcome.Done], works.Select(w => w.Outcome).OrderDescending());
        Assert.True(works.Single(w => w.Outcome == DayOutcome.Failed).IsAlarm);
        Assert.Equal(DayState.Sealed, (await table.DayAsync())!.State);
        Assert.Contains(table.Markers(), m => m.Day == Some.Day.Plus(-1) && !m.Upkeep);
    }

    private sealed class RunningClock(TimeProvider from, TimeSpan step) : TimeProvider
    {
        private int _looks;

        public override DateTimeOffset GetUtcNow() => from.GetUtcNow() + (step * Interlocked.Increment(ref _looks));
    }
}
