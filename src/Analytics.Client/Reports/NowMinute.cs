namespace Analytics.Client.Reports;

/// <summary>One of the last minutes.</summary>
/// <param name="At">When it begins.</param>
/// <param name="Pageviews">Page views in it.</param>
/// <param name="Visitors">Distinct visitors in it.</param>
public sealed record NowMinute(DateTimeOffset At, long Pageviews, long Visitors);
