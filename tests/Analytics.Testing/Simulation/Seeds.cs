using System.Globalization;

namespace Analytics.Testing.Simulation;

/// <summary>Which seeds a test runs: <c>ANALYTICS_SEED=n</c> replays one alone, <c>ANALYTICS_SEEDS=n</c> runs so many.</summary>
public static class Seeds
{
    /// <param name="usual">How many where nothing else is asked for: 0, 1, 2…</param>
    public static IEnumerable<int> Some(int usual) =>
        Number("ANALYTICS_SEED") is { } only ? [only] : Enumerable.Range(0, Number("ANALYTICS_SEEDS") ?? usual);

    /// <summary>Whether one alone is replayed.</summary>
    public static bool IsReplayed => Number("ANALYTICS_SEED") is not null;

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int n) ? n : null;
}
