using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Funnels;

namespace Analytics.Store.Tests.Stats.Funnels;

public sealed class FunnelTallyTests
{
    private static readonly FunnelStep[] Steps = [FunnelStep.Page(PagePattern.Parse("/")), FunnelStep.Event("Signup")];

    [Theory]
    [InlineData("7", 7, 7)]
    [InlineData("7 8", 8, 8)] // halves are rounded up
    [InlineData("9 1 5", 5, 5)]
    [InlineData("4 4 1 9", 4, 5)]
    [InlineData("0 0 0 0 1000", 0, 200)]
    public void The_time_of_a_step_is_told_by_median_and_mean(string gaps, long median, long mean) =>
        Assert.Equal((median, mean), Read([.. gaps.Split(' ').Select(long.Parse)]));

    [Theory]
    [InlineData("sorted")]
    [InlineData("reversed")]
    [InlineData("equal")]
    [InlineData("organ pipe")]
    [InlineData("random")]
    [InlineData("few")]
    public void The_median_is_the_one_in_the_middle_however_many_there_are(string shape)
    {
        var random = new Random(7);
        foreach (int count in new[] { 1, 2, 3, 10, 999, 20_000 })
        {
            long[] gaps = [.. Enumerable.Range(0, count).Select(i => shape switch
            {
                "sorted" => i,
                "reversed" => count - i,
                "equal" => 5L,
                "organ pipe" => Math.Min(i, count - i),
                "random" => random.NextInt64(86_400_000),
                _ => random.Next(3),
            })];
            long[] sorted = [.. gaps.Order()];
            long expected = (sorted[(count - 1) / 2] + sorted[count / 2] + 1) / 2;

            Assert.Equal(expected, Read(gaps).Median);
        }
    }

    [Fact]
    public void Of_nobody_there_is_no_time()
    {
        FunnelStepResult second = new FunnelTally(2).Read(Steps)[1];
        Assert.Equal((null, null, 0m, 0m), (second.MedianMilliseconds, second.MeanMilliseconds, second.StepConversionRate, second.DropOffRate));
    }

    private static (long Median, long Mean) Read(long[] gaps)
    {
        var tally = new FunnelTally(2);
        Array.ForEach(gaps, gap => tally.Add([1_000, 1_000 + gap]));
        FunnelStepResult second = tally.Read(Steps)[1];
        return (second.MedianMilliseconds!.Value, second.MeanMilliseconds!.Value);
    }
}
