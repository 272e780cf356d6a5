using Analytics.Store.Days;
using Analytics.Testing.Oracle;
using Analytics.Testing.Simulation;

namespace Analytics.Functions.Tests.Stats;

/// <summary>
/// Whatever the events and the question, the answer is the one that docs/metrics.md gives. A failing seed is printed; replay it alone
/// with <c>ANALYTICS_SEED=n</c>, and run more with <c>ANALYTICS_SEEDS=n</c>: docs/metrics.md names the command.
/// </summary>
public sealed class StatsOracleTests
{
    private const int QuestionsPerWorld = 10;
    private static readonly List<int[]> Worlds = [.. Seeds.Some(2_500).Chunk(100)];

    public static TheoryData<int> Hundreds => [.. Enumerable.Range(0, Worlds.Count)];

    [Theory]
    [MemberData(nameof(Hundreds))]
    public async Task Every_answer_is_that_of_the_oracle(int hundred)
    {
        foreach (int seed in Worlds[hundred])
        {
            await AnswersOf(seed);
        }
    }

    // Seeds that once found something.
    [Theory]
    [InlineData(923)] // the hours of a day that the calendar left out
    public Task What_was_wrong_once_stays_right(int seed) => AnswersOf(seed);

    private static async Task AnswersOf(int seed)
    {
        var world = new RandomWorld(seed);
        IReadOnlyList<OracleQuestion> questions = RandomQuestion.Some(world, QuestionsPerWorld, Words.All);
        await OracleCheck.Agree(world, questions, AskReader.Of(world, new RawEvents(world.Raw).Reader()), TestContext.Current.CancellationToken);

        if (seed % 2 != 0)
        {
            return; // what follows takes five times as long
        }

        // The same from a table: an open day half in logs and half raw, then sealed without some late events, then sealed again.
        using StoredWorld stored = await StoredWorld.CreateAsync(world, seed);
        DateTimeOffset[] receipts = [.. world.Raw.Select(e => e.ReceivedAt).Order()];
        await stored.ReceiveUntilAsync(receipts[receipts.Length / 3], compact: true);
        await stored.ReceiveUntilAsync(receipts[receipts.Length * 2 / 3], compact: seed % 4 == 0);
        await Agree("open");
        await stored.SealWithoutAsync(late: world.Raw.Count > 3 ? 3 : 0);
        Assert.All(await stored.DaysAsync(), day => Assert.Equal(DayState.Sealed, day.State));
        await Agree("sealed");
        await stored.SealAgainAsync();
        Assert.Equal(world.Raw.Distinct().Count(), stored.Counted.Count);
        await Agree("sealed again");
        if (seed % 4 == 0)
        {
            await Agree("remembered");
        }

        Task Agree(string state) =>
            OracleCheck.Agree(world, state, stored.Counted, questions, AskReader.Of(world, stored.Reader, stored.Site), TestContext.Current.CancellationToken);
    }
}
