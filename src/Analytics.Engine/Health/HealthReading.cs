namespace Analytics.Engine.Health;

/// <summary>How several sites are, and the work of all.</summary>
/// <param name="Sites">Those that were asked about, in their order.</param>
/// <param name="DueSince">Since when each day of any site waits that has work due, oldest first. Maintenance that runs leaves none for long.</param>
public sealed record HealthReading(IReadOnlyList<SiteHealth> Sites, IReadOnlyList<DateTimeOffset> DueSince);
