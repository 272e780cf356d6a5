using Analytics.Store.Stats.Retention;
using Analytics.Testing.Oracle;

namespace Analytics.Store.Tests.Stats.Retention;

/// <summary>Whatever the events and the question, the answer is the one that docs/metrics.md gives.</summary>
public sealed class RetentionOracleTests
{
    private const int QuestionsPerWorld = 3;

    public static TheoryData<int> Batches => OracleBlocks.Batches;

    [Theory, MemberData(nameof(Batches))]
    public void Every_retention_is_that_of_the_oracle(int batch) => OracleBlocks.Agree<RetentionQuestion>(
        batch,
        (world, random) => [.. Enumerable.Range(0, QuestionsPerWorld).Select(_ => RetentionQuestion.Make(world, random))],
        (world, raw) => new RetentionOracle(raw, world).Answer,
        (world, question, blocks) =>
        {
            var scan = new RetentionScan(WireQuestion.Of(world, question));
            blocks.ToList().ForEach(scan.Add);
            return OracleLines.Of(scan.Finish());
        });
}
