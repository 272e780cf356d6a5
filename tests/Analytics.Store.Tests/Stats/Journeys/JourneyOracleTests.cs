using Analytics.Store.Blocks;
using Analytics.Store.Events;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Journeys;
using Analytics.Testing.Oracle;

namespace Analytics.Store.Tests.Stats.Journeys;

/// <summary>Whatever the events and the question, the answer is the one that docs/metrics.md gives.</summary>
public sealed class JourneyOracleTests
{
    private static readonly string[] Pages = ["/", "/a", "/a/*", "/*", "**", "(not set)"];

    public static TheoryData<int> Batches => OracleWords.Batches;

    [Theory, MemberData(nameof(Batches))]
    public void Every_journey_is_that_of_the_oracle(int batch)
    {
        foreach (int seed in OracleWords.Seeds(batch))
        {
            var world = new RandomWorld(seed);
            IReadOnlyList<Event> raw = IdentifiedEvents.Of(world, seed);
            var oracle = new JourneyOracle(raw, world);
            var random = new Random(seed ^ 0x70);
            foreach (JourneyKind kind in Enum.GetValues<JourneyKind>())
            {
                string? around = kind == JourneyKind.Paths ? null : Pages[random.Next(Pages.Length)];
                int length = 1 + random.Next(JourneyQuery.MaxLength);
                OracleRange range = OracleRange.Make(world, random);
                OracleFilter[] filters = RandomFilter.Some(world, random);
                IReadOnlyList<string> expected = oracle.Answer(around, kind == JourneyKind.Next ? 1 : -1, length, range, filters);
                JourneyQuery query = JourneyQuery.Create(
                    kind,
                    OracleWords.Range(range, world.Calendar),
                    around is null ? null : PagePattern.Parse(around),
                    around is null ? length : null,
                    WireFilter.Of(world, filters));
                foreach ((string make, IEnumerable<Block> blocks) in OracleWords.Blocks(world, raw, seed))
                {
                    var scan = new JourneyScan(query);
                    blocks.ToList().ForEach(scan.Add);
                    JourneyResult result = scan.Finish();
                    string[] lines = [JourneyOracle.Line([], result.Visits, result.Visitors), .. result.Rows.Select(r => JourneyOracle.Line(r.Pages, r.Visits, r.Visitors))];
                    Assert.True(lines.SequenceEqual(expected), $"seed {seed}, {kind} {around}, {make}\nanswer:\n{string.Join('\n', lines)}\noracle:\n{string.Join('\n', expected)}");
                }
            }
        }
    }
}
