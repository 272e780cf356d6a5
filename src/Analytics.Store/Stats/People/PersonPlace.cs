namespace Analytics.Store.Stats.People;

/// <summary>Where somebody was.</summary>
/// <param name="Country">The country; null where it is not known.</param>
/// <param name="Visits">In how many visits.</param>
/// <param name="LastSeen">When last.</param>
public sealed record PersonPlace(string? Country, int Visits, DateTimeOffset LastSeen);
