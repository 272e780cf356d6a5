using Analytics.Store.Calendars;

namespace Analytics.Store.Drops;

/// <summary>How many events of a site were dropped on a day, and why: a lower bound, because instances count in memory and may end before they tell.</summary>
/// <param name="Day">The site's local day on which they came.</param>
/// <param name="Counts">By reason, as it is written: <c>bot</c>. At least 1 each.</param>
public sealed record DayDrops(LocalDay Day, IReadOnlyDictionary<string, long> Counts);
