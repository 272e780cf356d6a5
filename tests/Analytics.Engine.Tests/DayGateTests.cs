using Analytics.Engine.Tests.Compaction;
using Analytics.Engine.Days;
using Analytics.Store.Drops;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Sites;
using Analytics.Store.Table;
using Analytics.Testing.Simulation;

namespace Analytics.Engine.Tests;

public sealed class DayGateTests
{
    private static readonly DateTimeOffset End = Some.Site().Calendar.EndOf(Some.Day);

    [Fact]
    public async Task An_event_of_the_present_day_costs_no_look_at_its_day()
    {
        CompactedTable table = await TableAsync();
        int looks = 0;
        FakeDynamoDb client = table.Through(() => Task.CompletedTask, () => looks++);
        var gate = new DayGate(table.Engine(client).Stored);

        Assert.True(await gate.IsOpenAsync(table.Site, Some.Day, Some.Noon, CancellationToken.None));
        Assert.Equal(0, looks);
        Assert.Null(await table.DayAsync());
    }

    [Fact]
    public async Task The_first_event_of_a_day_that_is_over_makes_its_day_before_it_is_acknowledged_and_is_found_at_once()
    {
        CompactedTable table = await TableAsync();
        table.Clock.Set(Some.Noon.AddDays(100));

        HitOutcome outcome = await LoadAsync(table, Some.Noon);

        Event stored = Assert.IsType<HitOutcome.Accepted>(outcome).Event;
        Day day = (await table.DayAsync())!;
        Assert.Equal((DayState.Open, 1L, Some.Noon.AddDays(129)), (day.State, day.Version, day.ClosesAt));
        Assert.Equal(await table.AnswerAsync([stored]), await table.AnswerAsync());
        table.Clock.Advance(TimeSpan.FromMinutes(16));
        _ = await table.RunAsync();
        Assert.Equal(DayState.Sealed, (await table.DayAsync())!.State);
        Assert.Equal(await table.AnswerAsync([stored]), await table.AnswerAsync());
    }

    [Fact]
    public async Task Each_further_event_of_it_costs_no_look_for_a_quarter_of_an_hour()
    {
        CompactedTable table = await TableAsync();
        int calls = 0;
        var gate = new DayGate(table.Engine(table.Through(() => Task.CompletedTask, () => calls++)).Stored);
        DateTimeOffset now = End.AddHours(1);
        for (int i = 0; i < 10; i++)
        {
            Assert.True(await gate.IsOpenAsync(table.Site, Some.Day, now, CancellationToken.None));
        }

        Assert.Equal(2, calls);
        Assert.True(await gate.IsOpenAsync(table.Site, Some.Day, now.AddMinutes(15), CancellationToken.None));
        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task A_day_takes_events_until_a_day_before_its_first_raw_event_expires()
    {
        CompactedTable table = await TableAsync();
        _ = await LoadAsync(table, Some.Noon);
        table.Clock.Set(End.AddHours(3));
        _ = await table.RunAsync();
        DateTimeOffset closesAt = (await table.DayAsync())!.ClosesAt!.Value;
        Assert.Equal(Some.Noon.AddDays(29), closesAt);

        table.Clock.Set(closesAt.AddMilliseconds(-1));
        Assert.IsType<HitOutcome.Accepted>(await LoadAsync(table, Some.Noon.AddHours(1)));
        table.Clock.Set(closesAt);
        Assert.Equal(DropReason.DayClosed, Assert.IsType<HitOutcome.Dropped>(await LoadAsync(table, Some.Noon.AddHours(2))).Reason);
        Assert.Equal(2, table.Items("#RAW#").Count);

        // What was accepted in the last moment is taken in still.
        table.Clock.Advance(TimeSpan.FromMinutes(30));
        _ = await table.RunAsync();
        Assert.Equal(2, (await table.DayAsync())!.DistinctIds);
    }

    [Fact]
    public async Task A_day_older_than_what_the_site_keeps_takes_none_and_is_not_made()
    {
        CompactedTable table = await TableAsync();
        table.Clock.Set(End.AddDays(730));

        Assert.Equal(DropReason.DayClosed, Assert.IsType<HitOutcome.Dropped>(await LoadAsync(table, Some.Noon)).Reason);
        Assert.Null(await table.DayAsync());
    }

    [Fact]
    public async Task Every_thousandth_event_of_an_open_day_asks_for_its_compaction()
    {
        CompactedTable table = await TableAsync();
        WorkMarkers markers = table.Engine().Markers;
        for (int i = 0; i < 999; i++)
        {
            await markers.EnsureAsync(table.Site, Some.Day, Some.Noon, authenticated: false, CancellationToken.None);
        }

        Assert.Equal([End.AddHours(2)], table.Markers().Select(m => m.Due));
        await markers.EnsureAsync(table.Site, Some.Day, Some.Noon, authenticated: false, CancellationToken.None);
        Assert.Equal([Some.Noon, End.AddHours(2)], table.Markers().Select(m => m.Due));
        await markers.EnsureAsync(table.Site, Some.Day, Some.Noon.AddMinutes(1), authenticated: true, CancellationToken.None, events: 1_500);
        Assert.Equal([Some.Noon, Some.Noon.AddMinutes(1), End.AddHours(2)], table.Markers().Select(m => m.Due));
    }

    [Fact]
    public async Task However_many_late_events_come_their_day_is_sealed_at_its_slots_only()
    {
        CompactedTable table = await TableAsync();
        WorkMarkers markers = table.Engine().Markers;
        for (int i = 0; i < 3_000; i++)
        {
            await markers.EnsureAsync(table.Site, Some.Day, End.AddMinutes(1), authenticated: false, CancellationToken.None);
        }

        Assert.Equal([End.AddHours(2)], table.Markers().Select(m => m.Due));
    }

    [Fact]
    public async Task Maintenance_never_takes_the_place_of_a_recorders_marker_and_a_recorder_always_does_of_its()
    {
        CompactedTable table = await TableAsync();
        WorkMarkers markers = table.Engine().Markers;
        var upkeep = new WorkMarker(table.Site.Id, Some.Day, End) { Upkeep = true };
        await markers.LeaveAsync(upkeep, CancellationToken.None);
        Assert.Equal([upkeep], table.Markers());
        await markers.LeaveAsync(upkeep with { Upkeep = false }, CancellationToken.None);
        await markers.LeaveAsync(upkeep, CancellationToken.None);
        Assert.Equal([upkeep with { Upkeep = false }], table.Markers());
    }

    private static Task<CompactedTable> TableAsync() => CompactedTable.CreateAsync();

    private static async Task<HitOutcome> LoadAsync(CompactedTable table, DateTimeOffset time)
    {
        Hit hit = Some.Hit(table.Site) with { Id = EventId.New(), Time = time, ReceivedAt = table.Clock.GetUtcNow(), Salt = null };
        return (await table.Recorder().RecordManyAsync(table.Site, [hit], CancellationToken.None))[0];
    }
}
