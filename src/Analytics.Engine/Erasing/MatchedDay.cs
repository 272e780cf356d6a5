using Analytics.Store.Erasures;

namespace Analytics.Engine.Erasing;

/// <summary>What was looked at to find out what an erasure by filter takes out of a day.</summary>
/// <param name="IsNone">Whether nothing of the day meets the filter: then nothing was stored and the day is done.</param>
/// <param name="LookedAt">What was read.</param>
internal sealed record MatchedDay(bool IsNone, ErasureCounts LookedAt);
