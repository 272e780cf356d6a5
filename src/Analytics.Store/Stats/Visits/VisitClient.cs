using Analytics.Store.Events;

namespace Analytics.Store.Stats.Visits;

/// <summary>What a visitor used, as answers show it; null where unknown.</summary>
public sealed record VisitClient(string? Browser, string? BrowserVersion, string? Os, string? OsVersion, string? Device, string? Language, string? Screen)
{
    /// <summary>What only some senders tell besides.</summary>
    public ClientDetails Details { get; init; } = ClientDetails.None;

    /// <summary>Nothing is known.</summary>
    public static VisitClient Unknown { get; } = new(null, null, null, null, null, null, null);
}
