using Analytics.Store.Stats.People;
using Analytics.Testing.Oracle;

namespace Analytics.Store.Tests.Stats.People;

/// <summary>Whatever the events and the question, the people are those that docs/metrics.md gives.</summary>
public sealed class PeopleOracleTests
{
    private const int QuestionsPerWorld = 3;

    public static TheoryData<int> Batches => OracleBlocks.Batches;

    [Theory, MemberData(nameof(Batches))]
    public void Every_list_of_people_is_that_of_the_oracle(int batch) => OracleBlocks.Agree<PeopleQuestion>(
        batch,
        (world, random) => [.. Enumerable.Range(0, QuestionsPerWorld).Select(_ => PeopleQuestion.Make(world, random))],
        (world, raw) => new PeopleOracle(raw, world).Answer,
        (world, question, blocks) =>
        {
            var scan = new PeopleScan(question.Of(world));
            blocks.ToList().ForEach(scan.Add);
            return PeopleOracle.LinesOf(scan.Finish());
        });
}
