using Analytics.Store.Days;

namespace Analytics.Engine.Compaction;

/// <summary>The raw events of a day, read to build it.</summary>
/// <param name="Rows">What counts.</param>
/// <param name="FirstExpiry">When the first of it expires; null where nothing does.</param>
/// <param name="Erased">How many event ids are left out because they are erased.</param>
/// <param name="HasExpired">Whether raw events of a kind that is kept no longer are still stored as they came.</param>
internal sealed record RawDay(DayRows Rows, DateTimeOffset? FirstExpiry, int Erased, bool HasExpired);
