namespace Analytics.Store.Stats.Funnels;

/// <summary>The answer to a <see cref="FunnelQuery"/>.</summary>
/// <param name="Query">The question.</param>
/// <param name="Steps">One a step.</param>
/// <param name="Groups">
/// The groups of the asked page, by how many took the first step, descending, then by value, ordinal; none where nothing is broken down.
/// Everybody is in exactly one group.
/// </param>
/// <param name="TotalGroups">The groups of all pages.</param>
public sealed record FunnelResult(
    FunnelQuery Query, IReadOnlyList<FunnelStepResult> Steps, IReadOnlyList<FunnelGroupResult> Groups, int TotalGroups);
