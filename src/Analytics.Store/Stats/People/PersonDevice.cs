namespace Analytics.Store.Stats.People;

/// <summary>What somebody used; null where it is not known.</summary>
/// <param name="Device">The class of device.</param>
/// <param name="Browser">The browser.</param>
/// <param name="Os">The system.</param>
/// <param name="Visits">In how many visits.</param>
/// <param name="LastSeen">When last.</param>
public sealed record PersonDevice(string? Device, string? Browser, string? Os, int Visits, DateTimeOffset LastSeen);
