using Analytics.Engine.Tests.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Exports;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Testing.Simulation;

namespace Analytics.Engine.Tests.Exporting;

/// <summary>A bucket that fails, and maintenance that is killed or overtaken while it writes a day to the bucket.</summary>
public sealed class BucketFailsTests
{
    private static readonly DateTimeOffset End = Some.Site().Calendar.EndOf(Some.Day);
    private readonly LaidDays _exports = new();

    [Fact]
    public async Task A_bucket_that_fails_stops_no_seal_is_reported_and_gets_the_day_when_it_works_again()
    {
        CompactedTable table = await TableAsync(_exports);
        _exports.Break();
        List<DayWork> done = await table.RunAsync();

        Assert.Equal([(DayStep.Seal, DayOutcome.Done), (DayStep.Export, DayOutcome.Failed)], done.Select(w => (w.Step, w.Outcome)));
        Assert.Equal("There is no bucket exports: make it.", done[1].Fault);
        Assert.True(done[1].IsAlarm);
        Day day = (await table.DayAsync())!;
        Assert.Equal((DayState.Sealed, null, new DayExport("exports", null)), (day.State, day.Claim, day.Export));
        Assert.All(table.Markers(), marker => Assert.True(marker.Upkeep)); // nothing waits for its seal

        _exports.Mend();
        table.Clock.Advance(TimeSpan.FromMinutes(12));
        _ = await table.RunAsync();
        Assert.Equal(LaidDays.Text(LaidDays.Events(30, Some.Noon)), _exports.Text(table));
    }

    [Fact]
    public async Task A_bucket_that_failed_is_left_alone_for_a_while_by_all_days()
    {
        CompactedTable table = await TableAsync(_exports);
        for (int day = 1; day < 20; day++)
        {
            await table.StoreAsync(LaidDays.Events(3, Some.Noon.AddDays(-day), first: day * 100).Select(e => e with { ReceivedAt = table.Clock.GetUtcNow().AddHours(-3) }));
        }

        table.Clock.Set(End.AddHours(5));
        int asked = 0;
        _exports.Before = () =>
        {
            asked++;
            throw new BucketException("It is too busy.");
        };
        List<DayWork> done = await table.RunAsync();

        Assert.Equal(20, done.Count(w => w is { Step: DayStep.Seal, Outcome: DayOutcome.Done }));
        Assert.InRange(asked, 1, 8); // those that were under way
        Assert.Equal(20 - asked, done.Count(w => w is { Step: DayStep.Export, Outcome: DayOutcome.Busy }));

        _exports.Mend();
        table.Clock.Advance(TimeSpan.FromMinutes(12));
        _ = await table.RunAsync();
        Assert.Equal(20, _exports.Days.Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_at_any_call_the_day_lies_there_whole_in_the_end(bool isDone)
    {
        int calls = 0;
        for (int death = 1; calls == 0; death++)
        {
            var exports = new LaidDays();
            CompactedTable table = await TableAsync(exports);
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
            exports.Before = () => { Die(after: false); return Task.CompletedTask; };
            exports.After = () => Die(after: true);
            try
            {
                _ = await table.RunAsync(dying);
            }
            catch (KilledException)
            {
                // The process is gone.
            }

            calls = call < death ? call : 0; // the run ended alive: every call has been tried
            (exports.Before, exports.After) = (() => Task.CompletedTask, () => { });
            string between = exports.Text(table);
            Assert.True(between == "" || between == LaidDays.Text(LaidDays.Events(30, Some.Noon)), $"killed at {death}: {between}");
            table.Clock.Advance(TimeSpan.FromMinutes(16));
            _ = await table.RunAsync();
            table.Clock.Advance(TimeSpan.FromMinutes(16));
            _ = await table.RunAsync();

            Day day = (await table.DayAsync())!;
            Assert.True(day.Export == new DayExport("exports", day.ContentHash), $"killed at {death}: {day.Export}");
            Assert.Equal(LaidDays.Text(LaidDays.Events(30, Some.Noon)), exports.Text(table));
            Assert.Contains(table.Markers(), marker => marker.Due == WorkMarker.Minute(day.ExpiresAt!.Value)); // its end is kept
        }

        Assert.InRange(calls, 15, 100);
    }

    [Fact]
    public async Task Of_two_runs_at_once_one_writes_the_day()
    {
        CompactedTable table = await TableAsync(_exports);
        List<DayWork> other = [];
        _exports.Before = async () =>
        {
            _exports.Mend();
            await table.MarkAsync(Some.Day, table.Clock.GetUtcNow().AddMinutes(-3));
            other = await table.RunAsync();
        };
        _ = await table.RunAsync();

        Assert.Equal([DayOutcome.Busy], other.Select(w => w.Outcome));
        Assert.Equal(1, _exports.Puts);
    }

    [Fact]
    public async Task A_run_so_slow_that_another_took_the_day_over_does_not_have_the_last_word()
    {
        CompactedTable table = await TableAsync(_exports);
        List<Event> late = LaidDays.Events(5, Some.Noon.AddHours(1), first: 100);
        _exports.Before = async () =>
        {
            // The write hangs beyond its deadline. Late events arrive, and another run seals and exports the day.
            _exports.Mend();
            table.Clock.Advance(TimeSpan.FromHours(3));
            await table.StoreAsync(late.Select(e => e with { ReceivedAt = table.Clock.GetUtcNow().AddHours(-1) }));
            await table.MarkAsync(Some.Day, table.Clock.GetUtcNow().AddMinutes(-3));
            Assert.Equal([DayStep.Seal, DayStep.Export], (await table.RunAsync()).Select(w => w.Step));
            Assert.Equal(35, _exports.Of(table).Count);
        };
        _ = await table.RunAsync();
        Assert.Equal(30, _exports.Of(table).Count); // the older content has replaced the newer
        Assert.Null((await table.DayAsync())!.Export!.Content); // and it is known that nobody knows

        table.Clock.Advance(TimeSpan.FromMinutes(3));
        _ = await table.RunAsync();
        Assert.Equal(LaidDays.Text([.. LaidDays.Events(30, Some.Noon), .. late]), _exports.Text(table));
    }

    private sealed class KilledException : Exception;

    // Over, and not sealed.
    private static async Task<CompactedTable> TableAsync(LaidDays exports)
    {
        CompactedTable table = await CompactedTable.CreateAsync();
        table.Bucket = exports.Bucket;
        await table.StoreAsync(LaidDays.Events(30, Some.Noon));
        table.Clock.Set(End.AddHours(3));
        return table;
    }
}
