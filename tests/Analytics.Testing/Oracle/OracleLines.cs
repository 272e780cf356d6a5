using Analytics.Store.Stats.Funnels;
using Analytics.Store.Stats.Journeys;
using Analytics.Store.Stats.Retention;

namespace Analytics.Testing.Oracle;

/// <summary>Answers of the product as the lines in which its oracles answer.</summary>
public static class OracleLines
{
    public static IReadOnlyList<string> Of(FunnelResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        static IEnumerable<string> Steps(string group, IReadOnlyList<FunnelStepResult> steps) => steps.Select(s => FunnelOracle.Line(
            group, s.Count, s.DropOff, s.ConversionRate, s.StepConversionRate, s.DropOffRate, s.MedianMilliseconds, s.MeanMilliseconds));

        return [.. Steps("", result.Steps), .. result.Groups.SelectMany(g => Steps($"{g.Value.Length}:{g.Value} ", g.Steps)), $"{result.TotalGroups} groups"];
    }

    public static IReadOnlyList<string> Of(JourneyResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return [JourneyOracle.Line([], result.Visits, result.Visitors), .. result.Rows.Select(r => JourneyOracle.Line(r.Pages, r.Visits, r.Visitors))];
    }

    public static IReadOnlyList<string> Of(RetentionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return [$"{result.People} people", .. result.Cohorts.Select(c => RetentionOracle.Line(c.Start.ToString(), c.Seen))];
    }
}
