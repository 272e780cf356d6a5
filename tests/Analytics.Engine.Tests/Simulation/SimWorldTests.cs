using System.Collections.Concurrent;
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
        const int usual = 150;
        int[] seeds = [.. Seeds.Some(usual)];
        ConcurrentDictionary<int, (SimCounts Counts, string[] Failures)> lives = [];
        _ = Parallel.ForEach(seeds, seed => lives[seed] = Live(seed)); // each world has one thread, and knows of no other

        string[] failures = [.. seeds.SelectMany(seed => lives[seed].Failures)];
        SimCounts counts = lives.Values.Select(life => life.Counts).Aggregate((a, b) => a + b);
        output.WriteLine($"{counts}");
        Assert.True(failures.Length == 0, $"{failures.Length} failures:\n{string.Join('\n', failures.Take(12))}");
        Assert.True(
            seeds.Length < usual || (counts.Accepted > counts.Sent / 2 && counts is { Seals: > 500, Tails: > 50, Merges: > 1, Closed: > 5, Failed: > 50 }),
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

    private static (SimCounts Counts, string[] Failures) Live(int seed)
    {
        using StreamWriter? log = Seeds.IsReplayed ? new StreamWriter(Path.Combine(Path.GetTempPath(), $"simworld-{seed}.log")) : null;
        var world = new SimWorld(seed, log is null ? null : log.WriteLine);
        string[] failures = [.. world.Run().Select(failure => $"seed {seed} ({world.Description}): {failure}")];
        return (world.Counts, failures);
    }
}
