using Analytics.Engine.Tests.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Reading;
using Analytics.Engine.Expiry;
using Analytics.Engine.Sites;
using Analytics.Functions.Configuration;
using Analytics.Store.Calendars;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Store;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Table;
using Analytics.Testing.Simulation;

namespace Analytics.Engine.Tests.Expiry;

/// <summary>A site keeps its days as long as it says, also where it says something else later.</summary>
public sealed class DayExpiryTests(LocalDynamo dynamo)
{
    private static readonly AnalyticsStore Store = new(new AnalyticsStoreOptions { TableName = "events" });
    private static readonly LocalDay Old = Some.Day.Plus(-40);
    private static readonly DateTimeOffset End = Some.Site().Calendar.EndOf(Some.Day), EndOfOld = Some.Site().Calendar.EndOf(Old);

    [Fact]
    public async Task What_is_built_of_a_day_expires_with_it()
    {
        CompactedTable table = await BuiltAsync();

        Assert.Equal(
            [EndOfOld.AddDays(730), End.AddDays(730)],
            Derived(table).Select(i => Expiry(i)!.Value).Distinct().Order());
        Assert.Equal(["block/1", "day/1", "pages/1"], Derived(table).Select(i => i["_"].S).Distinct().Order());
    }

    [Fact]
    public async Task A_longer_retention_reaches_days_that_were_built_before()
    {
        CompactedTable table = await BuiltAsync();
        await ChangeAsync(table, 1000);
        ExpiryWork work = Assert.Single(await RunAsync(table));

        Assert.Equal((2, 0, true), (work.Changed, work.Deleted, work.IsDone));
        Assert.Equal([EndOfOld.AddDays(1000), End.AddDays(1000)], Derived(table).Select(i => Expiry(i)!.Value).Distinct().Order());
        Assert.Empty(table.Items("JOBS"));
        Assert.Empty(await RunAsync(table));
    }

    [Fact]
    public async Task Days_may_be_kept_for_ever()
    {
        CompactedTable table = await BuiltAsync();
        await ChangeAsync(table, 0);
        _ = await RunAsync(table);

        Assert.All(Derived(table), i => Assert.Null(Expiry(i)));
    }

    [Fact]
    public async Task A_shorter_retention_holds_at_once_and_what_is_over_is_deleted()
    {
        CompactedTable table = await BuiltAsync();
        await ChangeAsync(table, 30);
        Site site = await table.SiteAsync();
        DayReader reader = table.Engine().Days;
        Assert.Equal([Some.Day], (await reader.ReadDaysAsync(site, Old, Some.Day, CancellationToken.None)).Select(d => d.Date));

        ExpiryWork work = Assert.Single(await RunAsync(table));

        Assert.Equal((1, 1, true), (work.Changed, work.Deleted, work.IsDone));
        Assert.DoesNotContain(Derived(table), i => i["pk"].S.Contains(Old.ToString(), StringComparison.Ordinal) || i["sk"].S == Old.ToString());
        Assert.All(Derived(table), i => Assert.Equal(End.AddDays(30), Expiry(i)));
    }

    [Fact]
    public async Task For_two_minutes_nothing_is_lost_of_a_retention_that_was_shortened_by_mistake()
    {
        CompactedTable table = await BuiltAsync();
        await ChangeAsync(table, 30);
        table.Clock.Advance(TimeSpan.FromMinutes(1.5));
        await ChangeAsync(table, 730);
        table.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await RunAsync(table, TimeSpan.Zero));

        Assert.Equal((0, 0), (Assert.Single(await RunAsync(table)) is var work ? work.Changed : 0, work.Deleted));
        Assert.NotNull(await table.DayAsync(Old));
    }

    [Fact]
    public async Task A_change_of_the_name_alone_leaves_nothing_to_do()
    {
        CompactedTable table = await BuiltAsync();
        await ChangeAsync(table, 730);
        Assert.Empty(table.Items("JOBS"));
    }

    [Fact]
    public async Task A_day_that_somebody_builds_follows_later()
    {
        CompactedTable table = await BuiltAsync();
        DayStore days = table.Engine().Stored;
        Day day = (await table.DayAsync())!;
        _ = await days.ChangeAsync(day, day with { Claim = new DayClaim(BuildId.Parse("other"), 1, 0, default, table.Clock.GetUtcNow().AddMinutes(10)) }, CancellationToken.None);
        await ChangeAsync(table, 1000);

        Assert.False(Assert.Single(await RunAsync(table)).IsDone);
        table.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.True(Assert.Single(await RunAsync(table)).IsDone);
        Assert.Equal(End.AddDays(1000), (await table.DayAsync())!.ExpiresAt);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(30)]
    public async Task Killed_at_any_call_it_is_taken_up_again(int keep)
    {
        bool isKilled = true;
        for (int death = 1; isKilled; death++)
        {
            CompactedTable table = await BuiltAsync();
            await ChangeAsync(table, keep);
            table.Clock.Advance(TimeSpan.FromMinutes(3));
            int calls = 0;
            FakeDynamoDb dying = table.Through(() => ++calls >= death ? throw new KilledException() : Task.CompletedTask, () => { });
            try
            {
                await Keeper(table, dying).RunAsync(TimeSpan.FromSeconds(50), _ => { }, CancellationToken.None);
            }
            catch (KilledException)
            {
            }

            isKilled = calls >= death;
            _ = await RunAsync(table);
            Assert.Empty(table.Items("JOBS"));
            DateTimeOffset[] expected = keep == 30 ? [End.AddDays(30)] : [EndOfOld.AddDays(keep), End.AddDays(keep)];
            Assert.Equal(expected, Derived(table).Select(i => Expiry(i)!.Value).Distinct().Order());
            Assert.True(isKilled || death > 10);
        }
    }

    [Fact]
    public async Task Erasures_are_remembered_as_long_as_days_are_kept()
    {
        CompactedTable table = await BuiltAsync();
        Erasure asked = (await table.Eraser().AskAsync(await table.SiteAsync(), new ErasureSubject.User("ada"), "owner", CancellationToken.None))!;
        await ChangeAsync(table, 1000);
        _ = await RunAsync(table);

        Assert.Equal(asked.AskedAt.AddDays(1002).ToUnixTimeSeconds(), Assert.Single(await table.Erasures(table.Client).ListAsync(table.Site.Id, CancellationToken.None)).ExpiresAt!.Value.ToUnixTimeSeconds());
    }

    /// <summary>DynamoDB's own words: it does what the table in memory does.</summary>
    [Fact]
    public async Task DynamoDB_takes_the_changes_of_expiry()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        (IAmazonDynamoDB client, string table) = (tables.Client, tables.Names.Events);
        var store = new AnalyticsStore(new AnalyticsStoreOptions { TableName = table });
        Site site = Some.Site(), longer = site with { UpdatedAt = Some.Noon.AddMinutes(1), Settings = site.Settings with { DataRetentionDays = 0 } };
        Site shorter = longer with { UpdatedAt = Some.Noon.AddMinutes(2), Settings = site.Settings with { DataRetentionDays = 30 } };
        _ = await client.TransactWriteItemsAsync(store.CreateSiteCommand(site));
        DayStore days = tables.NewInstance().Stored;
        BlockStore blocks = tables.NewInstance().Blocks;
        foreach (LocalDay date in new[] { Old, Some.Day })
        {
            BlockId id = BlockId.Parse("build#000");
            int parts = await blocks.PutAsync(site.Id, date, id, new byte[9000], Some.Noon.AddDays(700), CancellationToken.None);
            _ = await days.ChangeAsync(null, Day.NewOpen(site, date) with { State = DayState.Sealed, Blocks = [new DayBlock(id, BlockKind.Sealed, 1, 9000, parts)] }, CancellationToken.None);
        }

        List<long?> Expiries(List<Dictionary<string, AttributeValue>> items) => [.. items.Where(i => i["_"].S is "day/1" or "block/1").Select(i => i.OptionalNumber("ttl")).Distinct()];
        async Task FollowAsync(Site before, Site after)
        {
            _ = await client.TransactWriteItemsAsync(store.UpdateSiteCommand(before, after));
            tables.Clock.Set(after.UpdatedAt.AddMinutes(3));
            await tables.NewInstance().Expiry.RunAsync(TimeSpan.FromMinutes(1), work => Assert.Null(work.Fault), CancellationToken.None);
        }

        await FollowAsync(site, longer);
        Assert.Equal([null], Expiries(await tables.ItemsAsync(table)));
        await FollowAsync(longer, shorter);
        Assert.Equal([End.AddDays(30).ToUnixTimeSeconds()], Expiries(await tables.ItemsAsync(table)));
        Assert.Null(await days.FindAsync(site.Id, Old, CancellationToken.None));
    }

    private sealed class KilledException : Exception;

    // Two sealed days, each of several blocks.
    private static async Task<CompactedTable> BuiltAsync()
    {
        CompactedTable table = await CompactedTable.CreateAsync(rowsPerRange: 10);
        foreach (LocalDay day in new[] { Old, Some.Day })
        {
            DateTimeOffset noon = Some.Noon.AddDays(day.Date.DayNumber - Some.Day.Date.DayNumber);
            table.Clock.Set(noon.AddHours(1));
            await table.StoreAsync(SomeEvents.Of(30, noon, first: day == Old ? 0 : 100));
            table.Clock.Set(noon.AddHours(15));
            _ = await table.RunAsync();
        }

        Assert.Equal([DayState.Closed, DayState.Sealed], [(await table.DayAsync(Old))!.State, (await table.DayAsync())!.State]);
        return table;
    }

    private static async Task ChangeAsync(CompactedTable table, int keep)
    {
        Site before = await table.SiteAsync();
        Site after = before with { Name = "Renamed", UpdatedAt = table.Clock.GetUtcNow(), Settings = before.Settings with { DataRetentionDays = keep } };
        _ = await table.Client.TransactWriteItemsAsync(Store.UpdateSiteCommand(before, after));
    }

    private static DayExpiry Keeper(CompactedTable table, FakeDynamoDb client) => table.Engine(client).Expiry;

    private static async Task<List<ExpiryWork>> RunAsync(CompactedTable table, TimeSpan? later = null)
    {
        table.Clock.Advance(later ?? TimeSpan.FromMinutes(3));
        List<ExpiryWork> works = [];
        await Keeper(table, table.Client).RunAsync(TimeSpan.FromSeconds(50), works.Add, CancellationToken.None);
        return works;
    }

    private static List<Dictionary<string, AttributeValue>> Derived(CompactedTable table) =>
        [.. table.Items("SITE#").Where(i => i["_"].S is "day/1" or "block/1" or "pages/1")];

    private static DateTimeOffset? Expiry(Dictionary<string, AttributeValue> item) =>
        item.OptionalNumber("ttl") is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
