using Analytics.Store.Events;

namespace Analytics.Testing.Oracle;

/// <summary>Time spent on a page, as reported by an event of a visit.</summary>
/// <param name="View">
/// The page view that it reports on, with the time of the report. For an engagement event it is made up: its page may not have been viewed.
/// </param>
/// <param name="Milliseconds">The time spent.</param>
/// <param name="Scroll">The scroll depth in percent; null if not reported.</param>
public sealed record OracleReport(Event View, long Milliseconds, int? Scroll);
