using Analytics.Engine.Tests.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Exports;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Testing.Simulation;

namespace Analytics.Engine.Tests.Exporting;

/// <summary>A bucket that fails, and maintenance that is killed or overtaken while it lays a day.</summary>
public sealed class BucketFailsTests
{
    private static readonly DateTimeOffset End = Some.Site().Calendar.EndOf(Some.Day);
    private readonly LaidDays _laid = new();

    [Fact]
    public async Task A_bucket_that_fails_stops_no_seal_is_told_and_gets_the_day_when_it_can()
    {
        CompactedTable table = await TableAsync(_laid);
        _laid.Break();
        List<DayWork> done = await table.RunAsync();

        Assert.Equal([(DayStep.Seal, DayOutcome.Done), (DayStep.Export, DayOutcome.Failed)], done.Select(w => (w.Step, w.Outcome)));
        Assert.Equal("There is no bucket laid: make it.", done[1].Fault);
        Assert.True(done[1].IsAlarm);
        Day day = (await table.DayAsync())!;
        Assert.Equal((DayState.Sealed, null, new DayExport("laid", null)), (day.State, day.Claim, day.Export));
        Assert.All(table.Markers(), marker => Assert.True(marker.Upkeep)); // nothing waits for its seal

        _laid.Mend();
        table.Clock.Advance(TimeSpan.FromMinutes(12));
        _ = await table.RunAsync();
        Assert.Equal(LaidDays.Text(LaidDays.Events(30, Some.Noon)), _laid.Text(table));
    }

    [Fact]
    public async Task A_bucket_that_failed_is_left_alone_for_a_while_by_all_days()
    {
        CompactedTable table = await TableAsync(_laid);
        for (int day = 1; day < 20; day++)
        {
            await table.StoreAsync(LaidDays.Events(3, Some.Noon.AddDays(-day), first: day * 100).Select(e => e with { ReceivedAt = table.Clock.GetUtcNow().AddHours(-3) }));
        }

        table.Clock.Set(End.AddHours(5));
        int asked = 0;
        _laid.Before = () =>
        {
            asked++;
            throw new BucketException("It is too busy.");
        };
        List<DayWork> done = await table.RunAsync();

        Assert.Equal(20, done.Count(w => w is { Step: DayStep.Seal, Outcome: DayOutcome.Done }));
        Assert.InRange(asked, 1, 8); // those that were under way
        Assert.Equal(20 - asked, done.Count(w => w is { Step: DayStep.Export, Outcome: DayOutcome.Busy }));

        _laid.Mend();
        table.Clock.Advance(TimeSpan.FromMinutes(12));
        _ = await table.RunAsync();
        Assert.Equal(20, _laid.Days.Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_at_any_call_the_day_lies_there_whole_in_the_end(bool isDone)
    {
        int calls = 0;
        for (int death = 1; calls == 0; death++)
        {
            var laid = new LaidDays();
            CompactedTable table = await TableAsync(laid);
            int call = 0;
            void Die(bool after)
            {
                call += after ? 0 : 1;
                if (call > death || (call == death && after == isDone))
                {
                    throw new KilledException();
                }
            }

            FakeDynamoDb dying = table.Through(() => { Die(after: false); return Task.CompletedTask; }, () => Die(after: true));
            laid.Before = () => { Die(after: false); return Task.CompletedTask; };
            laid.After = () => Die(after: true);
            try
            {
                _ = await table.RunAsync(dying);
            }
            catch (KilledException)
            {
                // As a process that is no more.
            }

            calls = call < death ? call : 0; // nobody died: there are no more
            (laid.Before, laid.After) = (() => Task.CompletedTask, () => { });
            string between = laid.Text(table);
            Assert.True(between == "" || between == LaidDays.Text(LaidDays.Events(30, Some.Noon)), $"killed at {death}: {between}");
            table.Clock.Advance(TimeSpan.FromMinutes(16));
            _ = await table.RunAsync();
            table.Clock.Advance(TimeSpan.FromMinutes(16));
            _ = await table.RunAsync();

            Day day = (await table.DayAsync())!;
            Assert.True(day.Export == new DayExport("laid", day.ContentHash), $"killed at {death}: {day.Export}");
            Assert.Equal(LaidDays.Text(LaidDays.Events(30, Some.Noon)), laid.Text(table));
            Assert.Contains(table.Markers(), marker => marker.Due == WorkMarker.Minute(day.ExpiresAt!.Value)); // its end is kept
        }

        Assert.InRange(calls, 15, 100);
    }

    [Fact]
    public async Task Of_two_at_once_one_lays_the_day()
    {
        CompactedTable table = await TableAsync(_laid);
        List<DayWork> other = [];
        _laid.Before = async () =>
        {
            _laid.Mend();
            await table.MarkAsync(Some.Day, table.Clock.GetUtcNow().AddMinutes(-3));
            other = await table.RunAsync();
        };
        _ = await table.RunAsync();

        Assert.Equal([DayOutcome.Busy], other.Select(w => w.Outcome));
        Assert.Equal(1, _laid.Puts);
    }

    [Fact]
    public async Task Whoever_was_so_slow_that_others_took_the_day_over_does_not_have_the_last_word()
    {
        CompactedTable table = await TableAsync(_laid);
        List<Event> late = LaidDays.Events(5, Some.Noon.AddHours(1), first: 100);
        _laid.Before = async () =>
        {
            // It hangs for longer than it may; meanwhile something comes late, and the day is sealed and laid by another.
            _laid.Mend();
            table.Clock.Advance(TimeSpan.FromHours(3));
            await table.StoreAsync(late.Select(e => e with { ReceivedAt = table.Clock.GetUtcNow().AddHours(-1) }));
            await table.MarkAsync(Some.Day, table.Clock.GetUtcNow().AddMinutes(-3));
            Assert.Equal([DayStep.Seal, DayStep.Export], (await table.RunAsync()).Select(w => w.Step));
            Assert.Equal(35, _laid.Of(table).Count);
        };
        _ = await table.RunAsync();
        Assert.Equal(30, _laid.Of(table).Count); // an older day lies over the newer
        Assert.Null((await table.DayAsync())!.Export!.Content); // and it is known that nobody knows

        table.Clock.Advance(TimeSpan.FromMinutes(3));
        _ = await table.RunAsync();
        Assert.Equal(LaidDays.Text([.. LaidDays.Events(30, Some.Noon), .. late]), _laid.Text(table));
    }

    private sealed class KilledException : Exception;

    // Over, and not sealed.
    private static async Task<CompactedTable> TableAsync(LaidDays laid)
    {
        CompactedTable table = await CompactedTable.CreateAsync();
        table.Bucket = laid.Bucket;
        await table.StoreAsync(LaidDays.Events(30, Some.Noon));
        table.Clock.Set(End.AddHours(3));
        return table;
    }
}
