using Analytics.Store.Stats.Metrics;

namespace Analytics.Functions.Stats.Reports;

/// <summary>How much a number has changed, as clients of other products read it: never null.</summary>
internal static class Change
{
    /// <summary>Relative to the number before, in percent; from nothing to something it is <paramref name="fromNothing"/>.</summary>
    public static decimal Percent(MetricValue now, MetricValue before, decimal fromNothing)
    {
        decimal then = before.Exact ?? 0, value = now.Exact ?? 0;
        return then != 0 ? 100 * (value - then) / then : value > 0 ? fromNothing : 0;
    }

    /// <summary>The same in whole percent; 100 from nothing to something.</summary>
    public static int WholePercent(MetricValue now, MetricValue before) =>
        (int)Math.Clamp(decimal.Round(Percent(now, before, 100), 0, MidpointRounding.AwayFromZero), int.MinValue, int.MaxValue);
}
