namespace Analytics.Engine;

/// <summary>How several sites are, and the work of all.</summary>
/// <param name="Sites">Those that were asked about, in their order.</param>
/// <param name="OldestDue">Since when the oldest work of any site is due; null where none is. Maintenance that runs leaves none for long.</param>
public sealed record HealthReading(IReadOnlyList<SiteHealth> Sites, DateTimeOffset? OldestDue);
