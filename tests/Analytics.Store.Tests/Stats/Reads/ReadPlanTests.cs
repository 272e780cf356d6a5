using Analytics.Store.Calendars;
using Analytics.Store.Inputs;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Stats.Reads;

namespace Analytics.Store.Tests.Stats.Reads;

public sealed class ReadPlanTests
{
    [Fact]
    public void A_plan_names_days_blocks_bytes_read_units_and_dollars()
    {
        ReadPlan plan = ReadPlan.For([ADay(1, ranges: 1)], [ADay(2, ranges: 4), ADay(3, ranges: 1)], remembered: 5, [], openDays: 2, ReadBudget.Unlimited);

        Assert.Equal((1, 2, 5, 2), (plan.DaysFromTotals, plan.DaysFromBlocks, plan.DaysFromMemory, plan.OpenDays));
        Assert.Equal((5, 500_000L, 1), (plan.Blocks, plan.Bytes, plan.Weight));
        Assert.Equal((5 * 25 / 2.0) + 0.5, plan.ReadUnits); // 100,000 bytes are 25 times 4 KB, and three Day items one more
        Assert.Equal(63m * 0.125m / 1_000_000, plan.Dollars);
        Assert.Null(plan.Sample);
    }

    [Theory]
    [InlineData(400_000, 100, "budget the question takes 500000 bytes in 5 blocks, and may take 400000 bytes: ask about fewer days, or let some visitors stand for all")]
    [InlineData(900_000, 4, "budget the question takes 500000 bytes in 5 blocks, and may take 4 blocks: ask about fewer days, or let some visitors stand for all")]
    public void A_question_beyond_its_budget_is_refused_and_told_what_it_takes(long bytes, int blocks, string refusal)
    {
        var budget = new ReadBudget { Bytes = bytes, Blocks = blocks };

        AnalyticsInputException refused = Assert.Throws<AnalyticsInputException>(() => ReadPlan.For([], [ADay(2, 4), ADay(3, 1)], 0, [], 0, budget));

        Assert.Equal(refusal, refused.Message);
    }

    [Fact]
    public void Where_it_may_be_a_sample_it_is_the_largest_that_the_budget_allows()
    {
        Day[] days = [ADay(2, ranges: 8), ADay(3, ranges: 1)];

        ReadPlan plan = ReadPlan.For([], days, 0, [], 0, new ReadBudget { Bytes = 500_000, MaySample = true });

        Assert.Equal((2, 500_000L), (plan.Weight, plan.Bytes)); // four ranges of eight, and the day that has but one
        Assert.Equal(5 / 9.0, plan.Sample!.Value.Rate, 9);
        Assert.Equal(Math.Sqrt(800) / 900, plan.Sample.Value.ExpectedError, 9);
    }

    [Fact]
    public void A_budget_below_one_range_a_day_is_refused_all_the_same()
    {
        AnalyticsInputException refused = Assert.Throws<AnalyticsInputException>(
            () => ReadPlan.For([], [ADay(2, 8), ADay(3, 1)], 0, [], 0, new ReadBudget { Blocks = 1, MaySample = true }));

        Assert.Equal("budget even a sample takes 200000 bytes in 2 blocks, and may take 1 blocks: ask about fewer days", refused.Message);
    }

    [Fact]
    public void A_sample_is_whole_ranges_the_same_whenever_it_is_asked_for_and_another_on_other_days()
    {
        HashSet<BlockId> first = [];
        for (int day = 1; day <= 28; day++)
        {
            DaySample sample = DaySample.Of(ADay(day, ranges: 16), weight: 4);
            Assert.Equal((4, 4), (sample.Blocks.Count, sample.Weight));
            Assert.Equal(sample.Blocks, DaySample.Of(ADay(day, ranges: 16), 4).Blocks);
            Assert.Equal(sample.Blocks[0].FirstHash + (ulong.MaxValue / 4), sample.Blocks[3].LastHash);
            first.Add(sample.Blocks[0].Id);
        }

        Assert.Equal(4, first.Count);
    }

    [Fact]
    public void The_tighter_of_two_budgets_holds()
    {
        ReadBudget both = new ReadBudget { Bytes = 5, MaySample = true }.Within(new ReadBudget { Bytes = 7, Blocks = 3 });

        Assert.Equal(new ReadBudget { Bytes = 5, Blocks = 3, MaySample = true }, both);
    }

    // Each range: 100 visitors with an event each, 100,000 bytes.
    private static Day ADay(int date, int ranges) => Day.NewOpen(Some.Site(), new LocalDay(2026, 3, date)) with
    {
        State = DayState.Sealed,
        Version = 1,
        Rows = 100 * ranges,
        Totals = new DayTotals { Visitors = 100 * ranges },
        Blocks = [.. Enumerable.Range(0, ranges).Select(i => new DayBlock(new BlockId(BuildId.Parse("b"), i), BlockKind.Sealed, 100, 100_000, 1)
        {
            FirstHash = DayRanges.BoundsOf(i, ranges).First,
            LastHash = DayRanges.BoundsOf(i, ranges).Last,
        })],
    };
}
