using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Compose;

/// <summary>What the conversions of goals are worth, row by row: the events that meet each goal × its value.</summary>
/// <param name="scans">The goals that have a value, each with the scan of the events that meet it.</param>
/// <param name="goal">At which place the goal stands among the dimensions; negative for none.</param>
/// <param name="currency">The site's reporting currency; null for none.</param>
internal sealed class GoalValues(IReadOnlyList<(NamedGoal Goal, StatsScan Scan)> scans, int goal, string? currency)
{
    private readonly Dictionary<IReadOnlyList<string>, Int128> _worth = Sum(scans, goal);

    /// <summary>That of the row with those values; null where none of the goals that it counts has a value.</summary>
    public MetricValue Of(GoalValue metric, IReadOnlyList<string> values)
    {
        bool isWorth = goal < 0 ? scans.Count > 0 : scans.Any(scan => scan.Goal.Name == values[goal]);
        return metric.Read(isWorth ? _worth.GetValueOrDefault(values) : null, currency);
    }

    private static Dictionary<IReadOnlyList<string>, Int128> Sum(IReadOnlyList<(NamedGoal Goal, StatsScan Scan)> scans, int goal)
    {
        Dictionary<IReadOnlyList<string>, Int128> worth = new(SameValues.Comparer);
        foreach ((NamedGoal met, StatsScan scan) in scans)
        {
            foreach (StatsRow row in scan.Rows(evenEmpty: false))
            {
                IReadOnlyList<string> values = goal < 0 ? row.Dimensions : [.. row.Dimensions.Take(goal), met.Name, .. row.Dimensions.Skip(goal)];
                worth[values] = worth.GetValueOrDefault(values) + (row.Metrics[0].Numerator * GoalValue.Of(met.Value ?? 0));
            }
        }

        return worth;
    }
}
