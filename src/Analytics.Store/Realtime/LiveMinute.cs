namespace Analytics.Store.Realtime;

/// <summary>One minute of a site.</summary>
/// <param name="At">When it began.</param>
/// <param name="Pageviews">Views in it.</param>
/// <param name="Visitors">Distinct visitors with an event, engagement aside, in it.</param>
public readonly record struct LiveMinute(DateTimeOffset At, int Pageviews, int Visitors);
