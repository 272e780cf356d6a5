using Analytics.Testing.Simulation;

namespace Analytics.Engine.Tests.Simulation;

/// <summary>
/// Whatever happens to instances, clocks and the database: accepted is counted, once. A failing seed is printed; replay it alone with
/// <c>ANALYTICS_SEED=n</c>, which writes all that happened to <c>simworld-n.log</c> in the folder for temporary files, and run more with <c>ANALYTICS_SEEDS=n</c>.
/// </summary>
public sealed class SimWorldTests(ITestOutputHelper output)
{
    [Fact]
    public void Whatever_fails_what_is_accepted_is_counted_once()
    {
        List<string> failures = [];
        SimCounts counts = new(0, 0, 0, 0, 0, 0, 0, 0);
        foreach (int seed in Seeds.Some(300))
        {
            using StreamWriter? log = Seeds.IsReplayed ? new StreamWriter(Path.Combine(Path.GetTempPath(), $"simworld-{seed}.log")) : null;
            var world = new SimWorld(seed, log is null ? null : log.WriteLine);
            failures.AddRange(world.Run().Select(failure => $"seed {seed} ({world.Description}): {failure}"));
            counts += world.Counts;
        }

        output.WriteLine($"{counts}");
        Assert.True(failures.Count == 0, $"{failures.Count} failures:\n{string.Join('\n', failures.Take(12))}");
        Assert.True(
            Seeds.IsReplayed || (counts.Accepted > counts.Sent / 2 && counts is { Seals: > 100, Tails: > 10, Closed: > 1, Failed: > 10 }),
            $"Too little happens: {counts}");
    }

    [Fact]
    public void A_seed_replays_to_the_letter()
    {
        foreach (int seed in Seeds.Some(10))
        {
            SimWorld first = new(seed), second = new(seed);
            first.Run();
            second.Run();
            Assert.True(first.TraceHash == second.TraceHash, $"seed {seed} went another way the second time");
        }
    }
}
