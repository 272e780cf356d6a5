using Analytics.Store.Stats.Ranges;

namespace Analytics.Store.Stats;

/// <summary>What the rows of an answer are compared with: the same question about another range.</summary>
/// <param name="Kind">How the other range was asked for.</param>
/// <param name="Range">The other range.</param>
/// <param name="MatchesDayOfWeek">Whether it was moved so that both ranges begin on the same day of the week.</param>
public sealed record StatsComparison(ComparedRange Kind, StatsRange Range, bool MatchesDayOfWeek);
