using Analytics.Store.Blocks;
using Analytics.Store.Events;
using Analytics.Store.Stats.Retention;
using Analytics.Testing.Oracle;

namespace Analytics.Store.Tests.Stats.Retention;

/// <summary>Whatever the events and the question, the answer is the one that docs/metrics.md gives.</summary>
public sealed class RetentionOracleTests
{
    public static TheoryData<int> Batches => OracleWords.Batches;

    [Theory, MemberData(nameof(Batches))]
    public void Every_retention_is_that_of_the_oracle(int batch)
    {
        foreach (int seed in OracleWords.Seeds(batch))
        {
            var world = new RandomWorld(seed);
            IReadOnlyList<Event> raw = IdentifiedEvents.Of(world, seed);
            var oracle = new RetentionOracle(raw, world);
            var random = new Random(seed ^ 0x2E);
            foreach (RetentionPeriod period in Enum.GetValues<RetentionPeriod>())
            {
                OracleRange range = OracleRange.Make(world, random);
                OracleFilter[] filters = RandomFilter.Some(world, random);
                IReadOnlyList<string> expected = oracle.Answer(period.ToString().ToLowerInvariant(), range, filters);
                RetentionQuery query = RetentionQuery.Create(OracleWords.Range(range, world.Calendar), period, WireFilter.Of(world, filters));
                foreach ((string make, IEnumerable<Block> blocks) in OracleWords.Blocks(world, raw, seed))
                {
                    var scan = new RetentionScan(query);
                    blocks.ToList().ForEach(scan.Add);
                    RetentionResult result = scan.Finish();
                    string[] lines = [.. result.Cohorts.Select(c => RetentionOracle.Line(c.Start.ToString(), c.Seen))];
                    Assert.True(lines.SequenceEqual(expected), $"seed {seed}, {period}, {make}\nanswer:\n{string.Join('\n', lines)}\noracle:\n{string.Join('\n', expected)}");
                    Assert.Equal(result.People, result.Cohorts.Sum(c => c.People));
                }
            }
        }
    }
}
