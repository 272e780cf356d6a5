namespace Analytics.Engine.Days;

/// <summary>What lies beyond a day's seal.</summary>
/// <param name="IsMissing">Something counts that is not in its blocks: the day is to be read as an open one.</param>
/// <param name="IsLate">Something waits for the next seal.</param>
internal readonly record struct SealGap(bool IsMissing, bool IsLate);
