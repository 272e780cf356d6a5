namespace Analytics.Store.Stats.Retention;

/// <summary>The answer to a <see cref="RetentionQuery"/>.</summary>
/// <param name="Query">The question.</param>
/// <param name="People">Everybody who was seen in the range.</param>
/// <param name="Cohorts">One a period, by time, those of nobody included.</param>
public sealed record RetentionResult(RetentionQuery Query, long People, IReadOnlyList<RetentionCohort> Cohorts);
