namespace Analytics.Store.Stats.Funnels;

/// <summary>The funnel of those whose way began in a visit with one value of the breakdown.</summary>
/// <param name="Value">The value as shown.</param>
/// <param name="Steps">One a step.</param>
public sealed record FunnelGroupResult(string Value, IReadOnlyList<FunnelStepResult> Steps);
