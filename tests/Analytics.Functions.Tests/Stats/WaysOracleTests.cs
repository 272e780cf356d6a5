using Analytics.Engine.Stats;
using Analytics.Engine;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Testing.Oracle;
using Analytics.Testing.Simulation;

namespace Analytics.Functions.Tests.Stats;

/// <summary>Funnels, journeys, retention and people are the same whatever has become of the days: raw, open and half in logs, sealed, sealed again.</summary>
public sealed class WaysOracleTests
{
    private const int QuestionsPerWorld = 3;
    private static readonly List<int[]> Worlds = [.. Seeds.Some(200).Chunk(50)];

    public static TheoryData<int> Batches => [.. Enumerable.Range(0, Worlds.Count)];

    [Theory, MemberData(nameof(Batches))]
    public async Task Every_way_is_that_of_the_oracle_in_all_states(int batch)
    {
        foreach (int seed in Worlds[batch])
        {
            var world = new RandomWorld(seed);
            IReadOnlyList<Event> raw = IdentifiedEvents.Of(world, seed, later: false);
            await Agree(seed, "raw", world, world.Site, raw, new RawEvents(raw).Reader());

            StoredWorld stored = await StoredWorld.CreateAsync(world, seed, raw);
            DateTimeOffset[] receipts = [.. raw.Select(e => e.ReceivedAt).Order()];
            await stored.ReceiveUntilAsync(receipts[receipts.Length / 3], compact: true);
            await stored.ReceiveUntilAsync(receipts[receipts.Length * 2 / 3], compact: seed % 2 == 0);
            await Agree(seed, "open", world, stored.Site, stored.Counted, stored.Reader);
            await stored.SealWithoutAsync(late: raw.Count > 3 ? 3 : 0);
            Assert.All(await stored.DaysAsync(), day => Assert.Equal(DayState.Sealed, day.State));
            await Agree(seed, "sealed", world, stored.Site, stored.Counted, stored.Reader);
            await stored.SealAgainAsync();
            await Agree(seed, "sealed again", world, stored.Site, stored.Counted, stored.Reader);
        }
    }

    private static async Task Agree(int seed, string state, RandomWorld world, Site site, IReadOnlyCollection<Event> events, StatsReader reader)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        IReadOnlyList<Event> known = [.. events];
        var (funnels, journeys, retentions, people) = (new FunnelOracle(known, world), new JourneyOracle(known, world), new RetentionOracle(known, world), new PeopleOracle(known, world));
        var random = new Random(seed ^ 0x3A75);
        for (int i = 0; i < QuestionsPerWorld; i++)
        {
            FunnelQuestion funnel = FunnelQuestion.Make(world, random);
            Same(funnels.Answer(funnel), OracleLines.Of(await reader.ReadFunnelAsync(site, WireQuestion.Of(world, funnel), cancellation)), funnel);
            JourneyQuestion journey = JourneyQuestion.Make(world, random);
            Same(journeys.Answer(journey), OracleLines.Of(await reader.ReadJourneysAsync(site, WireQuestion.Of(world, journey), cancellation)), journey);
            RetentionQuestion retention = RetentionQuestion.Make(world, random);
            Same(retentions.Answer(retention), OracleLines.Of(await reader.ReadRetentionAsync(site, WireQuestion.Of(world, retention), cancellation)), retention);
            PeopleQuestion list = PeopleQuestion.Make(world, random);
            Same(people.Answer(list), PeopleOracle.LinesOf(await reader.ReadPeopleAsync(site, list.Of(world), cancellation)), list);
        }

        void Same(IReadOnlyList<string> expected, IReadOnlyList<string> answer, object question) => Assert.True(
            answer.SequenceEqual(expected), $"seed {seed}, {state}: {question}\nanswer:\n{string.Join('\n', answer)}\noracle:\n{string.Join('\n', expected)}");
    }
}
