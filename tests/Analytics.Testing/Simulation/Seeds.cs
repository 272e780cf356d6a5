using System.Globalization;

namespace Analytics.Testing.Simulation;

/// <summary>
/// Which random cases a test runs: a tenth of all while developing, all with <c>ANALYTICS_EXHAUSTIVE=1</c>, as continuous integration does.
/// <c>ANALYTICS_SEED=n</c> replays one alone, <c>ANALYTICS_SEEDS=n</c> runs so many.
/// </summary>
public static class Seeds
{
    /// <param name="all">How many an exhaustive run has: 0, 1, 2…</param>
    public static IEnumerable<int> Some(int all) =>
        Number("ANALYTICS_SEED") is { } only ? [only] : Enumerable.Range(0, Share(all));

    /// <summary>How many of <paramref name="all"/> cases this run tries; at least one.</summary>
    public static int Share(int all) =>
        Number("ANALYTICS_SEEDS") ?? (Environment.GetEnvironmentVariable("ANALYTICS_EXHAUSTIVE") == "1" ? all : Math.Max(1, all / 10));

    /// <summary>Whether one alone is replayed.</summary>
    public static bool IsReplayed => Number("ANALYTICS_SEED") is not null;

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int n) ? n : null;
}
