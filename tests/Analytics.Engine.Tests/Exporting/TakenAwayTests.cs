using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Tests.Compaction;
using Analytics.Engine.Tests.Erasing;
using Analytics.Engine.Days;
using Analytics.Engine.Erasing;
using Analytics.Engine.Expiry;
using Analytics.Engine.Sites;
using Analytics.Functions.Configuration;
using Analytics.Store.Calendars;
using Analytics.Store;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Engine.Tests.Exporting;

/// <summary>What is erased, kept no longer or deleted lies in no bucket either.</summary>
public sealed class TakenAwayTests
{
    private static readonly AnalyticsStore Store = new(new AnalyticsStoreOptions { TableName = "events" });
    private readonly LaidDays _exports = new();

    [Theory]
    [InlineData(DayRanges.TargetRows)]
    [InlineData(10)]
    public async Task An_erased_person_is_in_no_day_of_the_bucket_when_the_erasure_is_done(int rowsPerRange)
    {
        ErasedTable table = await ExportedAsync(rowsPerRange);
        Assert.Contains(table.Events, e => e.UserId == ErasedTable.Ada);
        Assert.Equal([ErasedTable.Closed, ErasedTable.Sealed], _exports.Days);
        _ = await table.AskAsync();
        table.Table.Clock.Advance(TimeSpan.FromMinutes(3));
        _ = await table.EraseAsync();

        Assert.Equal(ErasureState.Finished, (await table.ErasureAsync()).State);
        foreach (LocalDay day in _exports.Days)
        {
            Assert.DoesNotContain(_exports.Of(table.Table, day), e => e.UserId == ErasedTable.Ada);
            Assert.True((await table.Table.DayAsync(day))!.Export is { Content: not null } export && export.Content == (await table.Table.DayAsync(day))!.ContentHash);
        }

        Assert.Equal(Counted(table.Rest()), Counted(_exports.Of(table.Table, ErasedTable.Sealed)));

        // Engagement counts with its page view.
        static string Counted(IEnumerable<Event> events) => LaidDays.Text(events.Where(e => e.Day == ErasedTable.Sealed && e.Name != EventName.Engagement));
    }

    [Fact]
    public async Task An_erasure_is_not_done_as_long_as_the_bucket_fails()
    {
        ErasedTable table = await ExportedAsync();
        _ = await table.AskAsync();
        table.Table.Clock.Advance(TimeSpan.FromMinutes(3));
        _exports.Break();
        ErasureWork failed = Assert.Single(await table.EraseAsync());

        Assert.Equal((DayOutcome.Failed, "There is no bucket exports: make it."), (failed.Outcome, failed.Fault));
        Assert.Equal(ErasureState.Running, (await table.ErasureAsync()).State);

        _exports.Mend();
        _ = await table.EraseAsync();
        Assert.Equal(ErasureState.Finished, (await table.ErasureAsync()).State);
        Assert.DoesNotContain(_exports.Days.SelectMany(day => _exports.Of(table.Table, day)), e => e.UserId == ErasedTable.Ada);
    }

    [Fact]
    public async Task A_day_of_which_nothing_is_left_is_taken_away()
    {
        CompactedTable table = await CompactedTable.CreateAsync(Some.Site() with { Settings = new SiteSettings { Identification = true } });
        table.Bucket = _exports.Bucket;
        await table.StoreAsync(LaidDays.Events(6, Some.Noon, visitors: 1).Select(e => e with { UserId = ErasedTable.Ada }));
        table.Clock.Set(Some.Noon.AddHours(16));
        _ = await table.RunAsync();
        Assert.Equal([Some.Day], _exports.Days);

        _ = await table.Eraser().AskAsync(await table.SiteAsync(), new ErasureSubject.User(ErasedTable.Ada), "owner", CancellationToken.None);
        table.Clock.Advance(TimeSpan.FromMinutes(3));
        await table.Eraser().RunAsync(TimeSpan.FromSeconds(50), work => Assert.Null(work.Fault), CancellationToken.None);
        Assert.Empty(_exports.Days);
    }

    [Fact]
    public async Task Each_day_goes_when_the_site_keeps_it_no_longer_and_one_marker_keeps_the_ends_of_all()
    {
        CompactedTable table = await SomeDaysAsync(keep: 30, days: 5);
        DateTimeOffset[] ends = [.. Enumerable.Range(0, 5).Select(i => Some.Site().Calendar.EndOf(Some.Day.Plus(i)).AddDays(30))];
        Assert.Single(table.Markers(), marker => marker.Due >= ends[0]);

        for (int i = 0; i < 5; i++)
        {
            table.Clock.Set(ends[i].AddMinutes(-5));
            _ = await table.RunAsync();
            Assert.Equal(5 - i, _exports.Days.Count());
            table.Clock.Set(ends[i].AddMinutes(5));
            Assert.DoesNotContain(await table.RunAsync(), work => work.Fault is not null);
            Assert.Equal(4 - i, _exports.Days.Count());
        }

        Assert.Empty(table.Markers());
    }

    [Fact]
    public async Task Days_whose_end_nobody_saw_go_with_the_next_also_when_nothing_is_stored_of_them_any_more()
    {
        CompactedTable table = await SomeDaysAsync(keep: 30, days: 5);
        foreach (var day in table.Items("#DAYS").Take(3))
        {
            await table.RemoveAsync(day); // as the table's own expiry does
        }

        table.Clock.Set(Some.Site().Calendar.EndOf(Some.Day.Plus(3)).AddDays(30).AddMinutes(5));
        _ = await table.RunAsync();
        Assert.Equal([Some.Day.Plus(4)], _exports.Days);
    }

    [Fact]
    public async Task A_bucket_that_fails_keeps_no_day_for_ever()
    {
        CompactedTable table = await SomeDaysAsync(keep: 30, days: 1);
        table.Clock.Set(Some.Site().Calendar.EndOf(Some.Day).AddDays(30).AddMinutes(5));
        _exports.Break();
        DayWork failed = Assert.Single(await table.RunAsync());
        Assert.Equal((DayStep.Withdraw, DayOutcome.Failed), (failed.Step, failed.Outcome));

        _exports.Mend();
        table.Clock.Advance(TimeSpan.FromMinutes(12));
        _ = await table.RunAsync();
        Assert.Empty(_exports.Days);
    }

    [Theory]
    [InlineData(40, 31)]
    [InlineData(0, 31)]
    [InlineData(30, 60)]
    public async Task Another_retention_holds_for_what_lies_there(int before, int after)
    {
        CompactedTable table = await SomeDaysAsync(before, days: 3);
        table.Clock.Set(Some.Site().Calendar.EndOf(Some.Day.Plus(1)).AddDays(29));
        await ChangeAsync(table, after);
        table.Clock.Advance(TimeSpan.FromMinutes(3));
        await Keeper(table).RunAsync(TimeSpan.FromSeconds(50), work => Assert.Null(work.Fault), CancellationToken.None);

        for (int i = 0; i < 3; i++)
        {
            DateTimeOffset end = Some.Site().Calendar.EndOf(Some.Day.Plus(i)).AddDays(after);
            table.Clock.Set(end.AddMinutes(-5) > table.Clock.GetUtcNow() ? end.AddMinutes(-5) : table.Clock.GetUtcNow());
            _ = await table.RunAsync();
            Assert.Contains(Some.Day.Plus(i), _exports.Days);
            table.Clock.Set(end.AddMinutes(5));
            _ = await table.RunAsync();
            Assert.DoesNotContain(Some.Day.Plus(i), _exports.Days);
        }
    }

    [Fact]
    public async Task A_shorter_retention_takes_away_what_is_over()
    {
        CompactedTable table = await SomeDaysAsync(keep: 300, days: 3);
        table.Clock.Set(Some.Site().Calendar.EndOf(Some.Day.Plus(1)).AddDays(30.5));
        await ChangeAsync(table, 30);
        table.Clock.Advance(TimeSpan.FromMinutes(3));
        await Keeper(table).RunAsync(TimeSpan.FromSeconds(50), work => Assert.Null(work.Fault), CancellationToken.None);

        Assert.Equal([Some.Day.Plus(2)], _exports.Days);
    }

    [Fact]
    public async Task With_a_site_that_a_release_before_deleted_all_of_its_days_go()
    {
        CompactedTable table = await SomeDaysAsync(keep: 730, days: 3);
        await table.RemoveAsync(table.Items("#DAYS")[0]);
        DayExpiry keeper = Keeper(table);
        await AskOfOldAsync(table);
        _ = await table.Client.TransactWriteItemsAsync(Store.DeleteSiteCommand(table.Site));
        table.Clock.Advance(TimeSpan.FromMinutes(10));
        await keeper.RunAsync(TimeSpan.FromSeconds(50), _ => Assert.Fail("Somebody who remembers the site may be at it still."), CancellationToken.None);

        table.Clock.Advance(TimeSpan.FromMinutes(11));
        List<ExpiryWork> works = [];
        await keeper.RunAsync(TimeSpan.FromSeconds(50), works.Add, CancellationToken.None);
        Assert.Equal((2, true, null), (Assert.Single(works).Deleted, works[0].IsDone, works[0].Fault));
        Assert.Empty(_exports.Days);
        Assert.Empty(table.Items("JOBS"));
    }

    [Fact]
    public async Task A_site_that_was_not_deleted_after_all_keeps_its_days()
    {
        CompactedTable table = await SomeDaysAsync(keep: 730, days: 3);
        await AskOfOldAsync(table);
        table.Clock.Advance(TimeSpan.FromMinutes(21));
        await Keeper(table).RunAsync(TimeSpan.FromSeconds(50), _ => Assert.Fail("Nothing is to be done."), CancellationToken.None);

        Assert.Equal(3, _exports.Days.Count());
        Assert.Empty(table.Items("JOBS"));
    }

    private async Task<ErasedTable> ExportedAsync(int rowsPerRange = DayRanges.TargetRows)
    {
        ErasedTable table = await ErasedTable.CreateAsync(rowsPerRange);
        table.Table.Bucket = _exports.Bucket;
        Day?[] days = [await table.Table.DayAsync(ErasedTable.Closed), await table.Table.DayAsync(ErasedTable.Sealed)];
        table.Table.Clock.Advance(TimeSpan.FromMinutes(-3)); // so that the erasure is asked for when its table says
        _ = await table.Table.Compactor().AskExportAsync([.. days.OfType<Day>()], CancellationToken.None);
        table.Table.Clock.Advance(TimeSpan.FromMinutes(3));
        _ = await table.Table.RunAsync();
        return table;
    }

    // Consecutive days, each sealed and exported.
    private async Task<CompactedTable> SomeDaysAsync(int keep, int days)
    {
        CompactedTable table = await CompactedTable.CreateAsync(Some.Site() with { Settings = new SiteSettings { DataRetentionDays = keep } });
        table.Bucket = _exports.Bucket;
        for (int i = 0; i < days; i++)
        {
            table.Clock.Set(Some.Noon.AddDays(i).AddHours(1));
            await table.StoreAsync(LaidDays.Events(5, Some.Noon.AddDays(i), first: 100 * i));
            table.Clock.Set(Some.Noon.AddDays(i).AddHours(15));
            _ = await table.RunAsync();
            table.Clock.Set(Some.Noon.AddDays(i + 1).AddHours(15));
            _ = await table.RunAsync(); // audited
        }

        Assert.Equal(days, _exports.Days.Count());
        return table;
    }

    private static async Task ChangeAsync(CompactedTable table, int keep)
    {
        Site before = await table.SiteAsync();
        Site after = before with { UpdatedAt = table.Clock.GetUtcNow(), Settings = before.Settings with { DataRetentionDays = keep } };
        _ = await table.Client.TransactWriteItemsAsync(Store.UpdateSiteCommand(before, after));
    }

    // As a release did whose deletion left all but the bucket to its expiry.
    private static async Task AskOfOldAsync(CompactedTable table) => await table.Client.TransactWriteItemsAsync(new TransactWriteItemsRequest
    {
        TransactItems = [new TransactWriteItem { Put = new SiteJob(table.Site.Id, SiteJob.Exports, table.Clock.GetUtcNow().AddMinutes(20)).ToPut("events") }],
    });

    private static DayExpiry Keeper(CompactedTable table) => table.Engine().Expiry;
}
