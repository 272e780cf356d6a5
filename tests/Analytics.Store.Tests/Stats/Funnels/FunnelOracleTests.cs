using Analytics.Store.Stats.Funnels;
using Analytics.Testing.Oracle;

namespace Analytics.Store.Tests.Stats.Funnels;

/// <summary>Whatever the events and the question, the answer is the one that docs/metrics.md gives.</summary>
public sealed class FunnelOracleTests
{
    private const int QuestionsPerWorld = 6;

    public static TheoryData<int> Batches => OracleBlocks.Batches;

    [Theory, MemberData(nameof(Batches))]
    public void Every_funnel_is_that_of_the_oracle(int batch) => OracleBlocks.Agree<FunnelQuestion>(
        batch,
        (world, random) => [.. Enumerable.Range(0, QuestionsPerWorld).Select(_ => FunnelQuestion.Make(world, random))],
        (world, raw) => new FunnelOracle(raw, world).Answer,
        (world, question, blocks) =>
        {
            var scan = new FunnelScan(WireQuestion.Of(world, question));
            blocks.ToList().ForEach(scan.Add);
            return OracleLines.Of(scan.Finish());
        });
}
