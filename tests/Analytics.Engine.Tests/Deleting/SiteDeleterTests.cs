using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Deleting;
using Analytics.Engine.Tests.Compaction;
using Analytics.Engine.Tests.Erasing;
using Analytics.Store;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Deletions;
using Analytics.Store.Sites;
using Analytics.Testing.Simulation;

namespace Analytics.Engine.Tests.Deleting;

public sealed class SiteDeleterTests
{
    private static readonly AnalyticsStore Library = new(new AnalyticsStoreOptions { TableName = "events" });

    private sealed class KilledException : Exception;

    [Fact]
    public async Task Of_a_deleted_site_nothing_is_left_in_either_table_nor_in_the_bucket()
    {
        DeletedTable table = await DeletedTable.CreateAsync();
        IEnumerable<string> kinds = table.Traces().Select(key => key.Split(" | ")[0].Split('#')).Select(parts => parts is ["SITE", _, var kind, ..] ? kind : parts[0]);
        Assert.Equal(["ACTIVE", "BLOCKS", "DAYS", "DROPS", "JOBS", "RAW", "REALTIME", "ROLLUPS", "SALT", "SESSIONS", "SITE"], kinds.Distinct().Order(StringComparer.Ordinal));

        SiteDeletion asked = await table.AskAsync();
        Assert.Equal(SiteDeletionState.Waiting, asked.State);
        Assert.Empty(await table.RunAsync()); // not every instance knows
        await PassAsync(table, TimeSpan.FromMinutes(3));
        Assert.Equal((SiteDeletionState.Checking, null), ((await table.FindAsync())!.State, (await table.FindAsync())!.Fault));
        Assert.Empty(await table.RunAsync()); // somebody may be building still
        Assert.NotEmpty(table.Bucket.Days);

        DeletionWork end = Assert.Single(await PassAsync(table, TimeSpan.FromMinutes(18)));
        Assert.True(end.IsDone);
        Assert.Empty(table.Traces());
        Assert.Empty(table.Bucket.Days);
        Assert.Null(await table.FindAsync());
        Assert.Equal(table.Others, table.Table.Keys());
    }

    [Fact]
    public async Task Asked_for_twice_it_is_one_deletion_and_its_names_are_free_at_once()
    {
        DeletedTable table = await DeletedTable.CreateAsync(withBucket: false);
        SiteDeletion first = await table.AskAsync();
        table.Table.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(first, await table.AskAsync());
        Assert.Null(await table.Table.Engine().Sites.FindAsync(table.Table.Site.Id.Value, CancellationToken.None));
        Assert.Null(await table.Table.Engine().Sites.FindAsync("example.com", CancellationToken.None));
        _ = await table.Table.Client.TransactWriteItemsAsync(Library.CreateSiteCommand(Some.Site("heir")));
        await FinishAsync(table);
        Assert.Equal("heir", (await table.Table.Engine().Sites.FindAsync("example.com", CancellationToken.None))!.Id.Value);
    }

    [Fact]
    public async Task What_somebody_writes_who_knew_the_site_goes_too()
    {
        DeletedTable table = await DeletedTable.CreateAsync();
        Day before = (await table.Table.DayAsync(ErasedTable.Sealed))!;
        _ = await table.AskAsync();
        await PassAsync(table, TimeSpan.FromMinutes(3));

        // A build that began before ends now, and so does a recorder that forgot the time.
        await table.Days.StoreAsync(ErasedTable.Of(ErasedTable.Sealed, 900));
        _ = await table.Table.Client.PutItemAsync(BlockCommands.Put("events", table.Table.Site.Id, ErasedTable.Sealed, before.Blocks[0].Id, 0, new byte[10], null));
        await table.Table.MarkAsync(ErasedTable.Over, table.Table.Clock.GetUtcNow());
        await FinishAsync(table);
        Assert.Empty(table.Traces());
    }

    [Fact]
    public async Task In_portions_of_a_few_calls_it_comes_to_its_end_and_says_how_far_it_is()
    {
        DeletedTable table = await DeletedTable.CreateAsync();
        _ = await table.AskAsync();
        table.Table.Clock.Advance(TimeSpan.FromMinutes(21));
        FakeDynamoDb slow = table.Table.Through(() => Task.CompletedTask, () => table.Table.Clock.Advance(TimeSpan.FromSeconds(1)));
        long removed = 0;
        int runs = 0, left = int.MaxValue;
        while (await table.FindAsync() is { } now)
        {
            Assert.True(runs++ < 500, $"It does not come to its end: {now}");
            Assert.True(now.Removed >= removed);
            Assert.True(now.Passes > 0 || now.DoneUntil is null || now.DaysLeft <= left);
            (removed, left) = (now.Removed, now is { Passes: 0, DoneUntil: not null } ? now.DaysLeft : left);
            Assert.All(await table.RunAsync(slow, TimeSpan.FromSeconds(12)), work => Assert.Null(work.Fault));
        }

        Assert.True(runs > 20, $"{runs} runs");
        Assert.Empty(table.Traces());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_at_any_call_it_is_taken_up_again(bool isDone)
    {
        int calls = await KilledAsync(int.MaxValue, isDone);
        Assert.InRange(calls, 200, 2_000);

        // Days of which nothing is stored are all alike: a few of those calls will do.
        await Parallel.ForEachAsync(Enumerable.Range(1, calls).Where(at => at % 9 == 0 || at > calls - 25), async (at, _) => await KilledAsync(at, isDone));
    }

    [Fact]
    public async Task A_bucket_that_fails_keeps_the_site_and_the_deletion_says_so()
    {
        DeletedTable table = await DeletedTable.CreateAsync();
        _ = await table.AskAsync();
        await PassAsync(table, TimeSpan.FromMinutes(3));
        table.Bucket.Break();
        DeletionWork failed = Assert.Single(await PassAsync(table, TimeSpan.FromMinutes(30)));
        Assert.Equal("BucketException: There is no bucket exports: make it.", failed.Fault);
        Assert.Equal(failed.Fault, (await table.FindAsync())!.Fault);
        Assert.NotEmpty(table.Bucket.Days);

        table.Bucket.Mend();
        await FinishAsync(table);
        Assert.Empty(table.Traces());
        Assert.Empty(table.Bucket.Days);
    }

    [Fact]
    public async Task A_site_that_the_library_made_again_under_the_id_is_left_alone()
    {
        DeletedTable table = await DeletedTable.CreateAsync(withBucket: false);
        _ = await table.AskAsync();
        _ = await table.Table.Client.TransactWriteItemsAsync(Library.DeleteSiteCommand(table.Table.Site));
        _ = await table.Table.Client.TransactWriteItemsAsync(Library.CreateSiteCommand(table.Table.Site));
        IReadOnlyList<string> before = table.Traces();
        DeletionWork work = Assert.Single(await PassAsync(table, TimeSpan.FromMinutes(30)));

        Assert.Contains("There is a site of that id again", work.Fault, StringComparison.Ordinal);
        Assert.Equal(before, table.Traces());
    }

    [Fact]
    public async Task A_site_whose_item_is_gone_is_deleted_all_the_same()
    {
        DeletedTable table = await DeletedTable.CreateAsync();
        _ = await table.AskAsync();
        _ = await table.Table.Client.TransactWriteItemsAsync(Library.DeleteSiteCommand(table.Table.Site));
        await FinishAsync(table);
        Assert.Empty(table.Traces());
    }

    [Fact]
    public async Task A_site_that_was_deleted_before_there_were_deletions_is_made_again_and_deleted()
    {
        DeletedTable table = await DeletedTable.CreateAsync();
        _ = await table.Table.Client.TransactWriteItemsAsync(Library.DeleteSiteCommand(table.Table.Site));
        table.Table.Clock.Advance(TimeSpan.FromDays(3));
        _ = await table.Table.Client.TransactWriteItemsAsync(Library.CreateSiteCommand(table.Table.Site with { CreatedAt = table.Table.Clock.GetUtcNow() }));
        _ = await table.AskAsync();
        await FinishAsync(table);
        Assert.Empty(table.Traces());
    }

    private static async Task<int> KilledAsync(int at, bool isDone)
    {
        DeletedTable table = await DeletedTable.CreateAsync();
        _ = await table.AskAsync();
        table.Table.Clock.Advance(TimeSpan.FromMinutes(21));
        int calls = 0;
        FakeDynamoDb killed = table.Table.Through(
            () => ++calls >= at && !(isDone && calls == at) ? throw new KilledException() : Task.CompletedTask,
            () => _ = calls == at ? throw new KilledException() : 0);
        try
        {
            _ = await table.RunAsync(killed);
        }
        catch (KilledException)
        {
        }

        await FinishAsync(table);
        Assert.True(table.Traces().Count == 0, $"call {at}: {string.Join('\n', table.Traces())}");
        Assert.True(table.Others.SequenceEqual(table.Table.Keys()), $"call {at}: others");
        Assert.Empty(table.Bucket.Days);
        return calls;
    }

    private static async Task<List<DeletionWork>> PassAsync(DeletedTable table, TimeSpan after)
    {
        table.Table.Clock.Advance(after);
        return await table.RunAsync();
    }

    private static async Task FinishAsync(DeletedTable table)
    {
        for (int runs = 0; await table.FindAsync() is not null; runs++)
        {
            Assert.True(runs < 6, "It does not come to its end.");
            Assert.All(await PassAsync(table, TimeSpan.FromMinutes(8)), work => Assert.Null(work.Fault));
        }
    }
}
