using Analytics.Store.Stats.Journeys;
using Analytics.Testing.Oracle;

namespace Analytics.Store.Tests.Stats.Journeys;

/// <summary>Whatever the events and the question, the answer is the one that docs/metrics.md gives.</summary>
public sealed class JourneyOracleTests
{
    private const int QuestionsPerWorld = 3;

    public static TheoryData<int> Batches => OracleBlocks.Batches;

    [Theory, MemberData(nameof(Batches))]
    public void Every_journey_is_that_of_the_oracle(int batch) => OracleBlocks.Agree<JourneyQuestion>(
        batch,
        (world, random) => [.. Enumerable.Range(0, QuestionsPerWorld).Select(_ => JourneyQuestion.Make(world, random))],
        (world, raw) => new JourneyOracle(raw, world).Answer,
        (world, question, blocks) =>
        {
            var scan = new JourneyScan(WireQuestion.Of(world, question));
            blocks.ToList().ForEach(scan.Add);
            return OracleLines.Of(scan.Finish());
        });
}
