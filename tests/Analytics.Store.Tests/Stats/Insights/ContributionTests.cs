using Analytics.Store.Stats;
using Analytics.Testing.Oracle;
using Analytics.Testing.Simulation;

namespace Analytics.Store.Tests.Stats.Insights;

/// <summary>Of what adds up, the values of any dimensions are the whole: a change is explained to the last event.</summary>
public sealed class ContributionTests
{
    private static readonly string[] Others = ["visit:source", "visit:country_name", "visit:channel", "visit:device", "visit:source visit:country_name"];

    [Theory]
    [InlineData("pageviews", "event:page")]
    [InlineData("events", "event:page")]
    [InlineData("visits", "visit:entry_page")]
    public void The_parts_are_the_whole(string metric, string page)
    {
        foreach (int seed in Seeds.Some(100))
        {
            var world = new RandomWorld(seed);
            var range = Analytics.Store.Stats.Ranges.StatsRange.OfDays(world.Calendar, world.First, world.First.Plus(world.Days - 1));
            Int128 Sum(string by) => Asked.Result(world.Raw, Asked.Query(metric, by, range), world.Calendar).Rows.Aggregate((Int128)0, (sum, row) => sum + row.Metrics[0].Numerator);

            Int128 whole = Sum("");
            Assert.All([page, .. Others, $"{page} visit:source", $"{page} visit:source visit:country_name"], by => Assert.True(whole == Sum(by), $"seed {seed}, by {by}: {Sum(by)} of {whole}"));
        }
    }
}
