using Analytics.Engine.Tests.Compaction;
using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Store.Days;
using Analytics.Store.Events;

namespace Analytics.Engine.Tests.Exporting;

/// <summary>Every day that is sealed lies in the bucket, whole, and stays true.</summary>
public sealed class LaidDayTests
{
    private static readonly DateTimeOffset End = Some.Site().Calendar.EndOf(Some.Day);
    private readonly LaidDays _exports = new();

    [Theory]
    [InlineData(DayRanges.TargetRows)]
    [InlineData(10)]
    public async Task A_day_is_written_to_the_bucket_when_it_is_sealed(int rowsPerRange)
    {
        CompactedTable table = await CompactedTable.CreateAsync(Some.Site() with { WriteShards = 2 }, rowsPerRange);
        table.Bucket = _exports.Bucket;
        List<Event> events = LaidDays.Events(60, Some.Noon);
        await table.StoreAsync([.. events, .. SomeEvents.CopiesOf(events.Take(3))]);
        _ = await table.RunAsync();
        Assert.Empty(_exports.Days); // it is open

        table.Clock.Set(End.AddHours(3));
        List<DayWork> done = await table.RunAsync();

        Assert.Equal([DayStep.Seal, DayStep.Export], done.Select(w => w.Step));
        Assert.Equal(60, done[1].Rows);
        Assert.Equal(LaidDays.Text(events), _exports.Text(table));
        Assert.Equal(60, _exports.Of(table).DistinctBy(e => e.Id).Count());
        Day day = (await table.DayAsync())!;
        Assert.Equal(new DayExport("exports", day.ContentHash), day.Export);
        Assert.Null(day.Claim);
    }

    [Fact]
    public async Task What_comes_late_is_there_after_the_next_seal()
    {
        CompactedTable table = await SealedAsync();
        List<Event> late = LaidDays.Events(5, Some.Noon.AddHours(1), first: 100);
        await table.StoreAsync(late.Select(e => e with { ReceivedAt = table.Clock.GetUtcNow() }));
        table.Clock.Set(End.AddHours(5));
        _ = await table.RunAsync();

        Assert.Equal(LaidDays.Text([.. LaidDays.Events(30, Some.Noon), .. late]), _exports.Text(table));
        Assert.Equal(2, _exports.Puts);
    }

    [Fact]
    public async Task A_day_that_does_not_change_is_written_once()
    {
        CompactedTable table = await SealedAsync();
        foreach (int hours in new[] { 5, 28, 60, 30 * 24 })
        {
            await table.MarkAsync(Some.Day, End.AddHours(hours - 1)); // sealed again, audited, tidied up, closed
            table.Clock.Set(End.AddHours(hours));
            _ = await table.RunAsync();
        }

        Assert.Equal((DayState.Closed, 1), ((await table.DayAsync())!.State, _exports.Puts));
    }

    [Fact]
    public async Task Under_another_name_the_bucket_is_another_and_days_that_were_sealed_before_are_written_on_request()
    {
        CompactedTable table = await SealedAsync();
        var other = new LaidDays();
        table.Bucket = other.Of("other");
        Compactor compactor = table.Compactor();
        Day day = (await table.DayAsync())!;

        Assert.Equal(1, await compactor.AskExportAsync([day], CancellationToken.None));
        table.Clock.Advance(TimeSpan.FromMinutes(3));
        _ = await table.RunAsync();
        Assert.Equal(_exports.Text(table), other.Text(table));
        Assert.Equal(0, await compactor.AskExportAsync([(await table.DayAsync())!], CancellationToken.None));
    }

    [Fact]
    public async Task A_closed_day_is_written_from_what_is_left_of_it()
    {
        CompactedTable table = await CompactedTable.CreateAsync(rowsPerRange: 10);
        await table.StoreAsync(LaidDays.Events(30, Some.Noon), TimeSpan.FromDays(3));
        table.Clock.Set(End.AddHours(3));
        _ = await table.RunAsync();
        table.Clock.Set(End.AddDays(10)); // its raw events are gone
        table.Bucket = _exports.Bucket;
        _ = await table.Compactor().AskExportAsync([(await table.DayAsync())!], CancellationToken.None);
        table.Clock.Advance(TimeSpan.FromMinutes(3));
        _ = await table.RunAsync();

        Assert.Equal(DayState.Closed, (await table.DayAsync())!.State);
        Assert.Equal(LaidDays.Text(LaidDays.Events(30, Some.Noon)), _exports.Text(table));
    }

    [Fact]
    public async Task A_day_that_is_sealed_on_request_is_written_by_maintenance()
    {
        CompactedTable table = await CompactedTable.CreateAsync();
        await table.StoreAsync(LaidDays.Events(30, Some.Noon));
        table.Clock.Set(End.AddMinutes(10));
        table.Bucket = _exports.Bucket;
        DayWork work = await table.Compactor().SealAsync(table.Site, Some.Day, TimeSpan.FromSeconds(20), CancellationToken.None);
        Assert.Equal((DayStep.Seal, DayOutcome.Done), (work.Step, work.Outcome));
        Assert.Equal(0, _exports.Puts); // a process that answers requests may not write there

        table.Clock.Advance(TimeSpan.FromMinutes(3));
        _ = await table.RunAsync();
        Assert.Equal(1, _exports.Puts);
    }

    private async Task<CompactedTable> SealedAsync()
    {
        CompactedTable table = await CompactedTable.CreateAsync();
        table.Bucket = _exports.Bucket;
        await table.StoreAsync(LaidDays.Events(30, Some.Noon));
        table.Clock.Set(End.AddHours(3));
        _ = await table.RunAsync();
        Assert.Equal(1, _exports.Puts);
        return table;
    }
}
