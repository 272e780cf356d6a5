using Analytics.Testing.Oracle;
using Analytics.Testing.Simulation;

namespace Analytics.Functions.Tests.Stats;

/// <summary>
/// Two oracles that share no code, one in LINQ and one in SQL, and the product agree: so does neither of them repeat the other's mistake.
/// </summary>
/// <remarks>
/// Left out of SQL: comparisons (arithmetic over two answers), labels of empty buckets, and which questions are refused. Everything else
/// of docs/metrics.md is asked: copies and visits, ranges and clocks, all dimensions, filters, goals, behaviour, segments and metrics.
/// </remarks>
public sealed class DuckDbTests
{
    private const int Known = 4;
    private const int New = 8;

    [Fact]
    public async Task Both_oracles_and_the_product_agree()
    {
        foreach (int[] seeds in Seeds.Some(250).Chunk(250))
        {
            await Agree([.. seeds.Select(seed => new RandomWorld(seed)).Select(world => (world, Questions(world)))]);
        }
    }

    private static async Task Agree((RandomWorld World, IReadOnlyList<OracleQuestion> Questions)[] asked)
    {
        IReadOnlyList<Ask> answers = await DuckDb.AnswerAsync(asked, TestContext.Current.CancellationToken);
        int agreed = 0;
        foreach (((RandomWorld world, IReadOnlyList<OracleQuestion> questions), Ask ask) in asked.Zip(answers))
        {
            agreed += await OracleCheck.Agree(world, questions, ask, TestContext.Current.CancellationToken);
            await OracleCheck.Agree(
                world, [.. questions.Take(Known)], AskReader.Of(world, new RawEvents(world.Raw).Reader()), TestContext.Current.CancellationToken);
        }

        Assert.True(asked.Length < 100 || agreed > asked.Length * 7, $"Of {asked.Length} worlds only {agreed} answers came from SQL.");
    }

    // Those that the product knows, then those of which it is only the oracles that speak.
    private static IReadOnlyList<OracleQuestion> Questions(RandomWorld world) =>
        [.. RandomQuestion.Some(world, Known), .. RandomQuestion.Some(world, New, Words.All)];
}
