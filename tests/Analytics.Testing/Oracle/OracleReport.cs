using Analytics.Store.Events;

namespace Analytics.Testing.Oracle;

/// <summary>Time spent on a page, as told by an event of a visit.</summary>
/// <param name="View">The pageview that it tells of, at the time of telling; made up for an engagement, which may name a page that was not viewed.</param>
/// <param name="Milliseconds">How long.</param>
/// <param name="Scroll">How far down, in percent; null where not told.</param>
public sealed record OracleReport(Event View, long Milliseconds, int? Scroll);
