using Analytics.Engine.Tests.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Stats;
using Analytics.Store.Inputs;
using Analytics.Store;
using Analytics.Store.Days;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Ranges;
using Analytics.Store.Stats.Reads;

namespace Analytics.Engine.Tests;

/// <summary>What an answer takes: told before, kept to, and not taken twice.</summary>
public sealed class StatsReadingTests
{
    private static readonly DateTimeOffset End = Some.Site().Calendar.EndOf(Some.Day);

    [Fact]
    public async Task What_was_answered_of_sealed_days_is_answered_again_without_reading_blocks()
    {
        CompactedTable table = await SealedAsync(3_000);
        using var memory = new ReadMemory(1 << 20);
        StatsReading first = await OpenAsync(table, memory, "event:page"), second = await OpenAsync(table, null, "event:page");
        string answer = Text(await first.ReadAsync(ReadBudget.Unlimited, CancellationToken.None));
        Assert.Equal(answer, Text(await second.ReadAsync(ReadBudget.Unlimited, CancellationToken.None)));
        Assert.True(first.Cost.Bytes > 0);

        StatsReading again = await OpenAsync(table, memory, "event:page");

        Assert.Equal((1, 0, 0), (again.PlanFor(ReadBudget.Unlimited).DaysFromMemory, again.PlanFor(ReadBudget.Unlimited).DaysFromBlocks, again.PlanFor(ReadBudget.Unlimited).Blocks));
        Assert.Equal(answer, Text(await again.ReadAsync(ReadBudget.Unlimited, CancellationToken.None)));
        Assert.Equal((1, 0L), (again.Cost.Calls, again.Cost.Bytes));
    }

    [Fact]
    public async Task Another_question_about_the_same_days_finds_their_blocks_in_memory()
    {
        CompactedTable table = await SealedAsync(3_000);
        using var memory = new ReadMemory(1 << 20);
        _ = await (await OpenAsync(table, memory, "event:page")).ReadAsync(ReadBudget.Unlimited, CancellationToken.None);

        StatsReading other = await OpenAsync(table, memory, "event:name");
        _ = await other.ReadAsync(ReadBudget.Unlimited, CancellationToken.None);

        Assert.Equal(1, other.PlanFor(ReadBudget.Unlimited).DaysFromBlocks);
        Assert.Equal((1, 0L), (other.Cost.Calls, other.Cost.Bytes));
    }

    [Fact]
    public async Task What_comes_late_is_in_the_answer_after_its_seal_whatever_is_remembered_and_reported_before()
    {
        CompactedTable table = await SealedAsync(300);
        using var memory = new ReadMemory(1 << 20);
        StatsReading before = await OpenAsync(table, memory, "event:page");
        Assert.False((await before.ReadAsync(ReadBudget.Unlimited, CancellationToken.None))[0].LateEventsPending);
        Assert.NotNull(before.Fingerprint);
        Assert.Equal(before.Fingerprint, (await OpenAsync(table, memory, "event:page")).Fingerprint);
        Assert.NotEqual(before.Fingerprint, (await OpenAsync(table, memory, "event:name")).Fingerprint);

        await table.StoreAsync(SomeEvents.Of(20, Some.Noon, first: 9_000));
        table.Clock.Set(End.AddHours(9));
        _ = await table.RunAsync();

        StatsReading after = await OpenAsync(table, memory, "event:page");
        string answer = Text(await after.ReadAsync(ReadBudget.Unlimited, CancellationToken.None));
        Assert.NotEqual(before.Fingerprint, after.Fingerprint);
        Assert.Equal(Text(await (await OpenAsync(table, null, "event:page")).ReadAsync(ReadBudget.Unlimited, CancellationToken.None)), answer);
        Assert.Equal(320, (await table.DayAsync())!.DistinctIds);
    }

    [Fact]
    public async Task A_day_that_is_open_has_no_fingerprint_and_is_read_each_time()
    {
        CompactedTable table = await CompactedTable.CreateAsync();
        await table.StoreAsync(SomeEvents.Of(30, Some.Noon));
        table.Clock.Set(Some.Noon.AddHours(2));
        using var memory = new ReadMemory(1 << 20);

        StatsReading reading = await OpenAsync(table, memory, "event:page");

        Assert.Null(reading.Fingerprint);
        Assert.Equal(1, reading.PlanFor(ReadBudget.Unlimited).OpenDays);
        string answer = Text(await reading.ReadAsync(ReadBudget.Unlimited, CancellationToken.None));
        await table.StoreAsync(SomeEvents.Of(1, Some.Noon.AddHours(1), first: 71));
        Assert.NotEqual(answer, Text(await (await OpenAsync(table, memory, "event:page")).ReadAsync(ReadBudget.Unlimited, CancellationToken.None)));
    }

    [Fact]
    public async Task Beyond_its_budget_a_question_is_refused_before_any_block_is_read()
    {
        CompactedTable table = await SealedAsync(3_000);
        StatsReading reading = await OpenAsync(table, null, "event:page");

        await Assert.ThrowsAsync<AnalyticsInputException>(() => reading.ReadAsync(new ReadBudget { Blocks = 2 }, CancellationToken.None));

        Assert.Equal((1, 0L), (reading.Cost.Calls, reading.Cost.Bytes));
    }

    [Fact]
    public async Task A_sample_reads_its_share_and_misses_by_no_more_than_it_says_within_reason()
    {
        CompactedTable table = await SealedAsync(6_400, visitors: 3_000);
        StatsReading exact = await OpenAsync(table, null, "event:name"), sampled = await OpenAsync(table, null, "event:name");
        StatsResult all = (await exact.ReadAsync(ReadBudget.Unlimited, CancellationToken.None))[0];
        ReadPlan plan = sampled.PlanFor(new ReadBudget { Blocks = 16, MaySample = true });

        StatsResult some = (await sampled.ReadAsync(new ReadBudget { Blocks = 16, MaySample = true }, CancellationToken.None))[0];

        Assert.Equal((16, 4), (plan.Blocks, plan.Weight));
        Assert.InRange(sampled.Cost.Bytes / (double)exact.Cost.Bytes, 0.15, 0.4);
        Assert.InRange(some.Sample!.Value.Rate, 0.2, 0.35); // a quarter of the visitors, and, or not, those events that have none
        Assert.Null(all.Sample);
        long visitors = all.Rows.Max(row => (long)row.Metrics[0].Numerator), estimate = some.Rows.Max(row => (long)row.Metrics[0].Numerator);
        Assert.Equal(0, estimate % 4);
        Assert.InRange(Math.Abs(estimate - visitors) / (double)visitors, 0.000001, 5 * some.Sample.Value.ExpectedError);
    }

    private static async Task<CompactedTable> SealedAsync(int events, int visitors = 500)
    {
        CompactedTable table = await CompactedTable.CreateAsync(rowsPerRange: 100);
        await table.StoreAsync(SomeEvents.Of(events, Some.Noon.AddHours(-10), visitors: visitors));
        table.Clock.Set(End.AddHours(3));
        _ = await table.RunAsync();
        table.Clock.Advance(TimeSpan.FromMinutes(10));
        _ = await table.RunAsync();
        Assert.Equal((DayState.Sealed, null), ((await table.DayAsync())!.State, (await table.DayAsync())!.Settling));
        return table;
    }

    private static Task<StatsReading> OpenAsync(CompactedTable table, ReadMemory? memory, string dimension)
    {
        StatsRange range = StatsRange.OfDays(table.Site.Calendar, Some.Day, Some.Day)!;
        StatsQueryOutcome outcome = StatsQuery.Create(
            [KnownMetrics.Find("visitors")!, KnownMetrics.Find("visits")!], range, [KnownDimensions.Find(dimension)!]);
        return table.Reader(memory).OpenAsync(table.Site, [((StatsQueryOutcome.Accepted)outcome).Query], CancellationToken.None);
    }

    private static string Text(IReadOnlyList<StatsResult> results) =>
        string.Join('\n', results[0].Rows.Select(row => $"{string.Join(',', row.Dimensions)} {string.Join(',', row.Metrics.Select(m => m.Numerator))}"));
}
