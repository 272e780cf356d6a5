using Analytics.Store.Events;

namespace Analytics.Store.Ingest.UserAgents;

/// <summary>What a user agent tells: families and versions.</summary>
/// <param name="Browser">Family as people know it; null where unknown.</param>
/// <param name="BrowserVersion">Major or major.minor; null where unknown.</param>
/// <param name="Os">Family as people know it; null where unknown.</param>
/// <param name="OsVersion">Major or major.minor; null where unknown.</param>
/// <param name="Device">The class of the device.</param>
internal sealed record ParsedUserAgent(string? Browser, string? BrowserVersion, string? Os, string? OsVersion, DeviceType Device)
{
    public static ParsedUserAgent Unknown { get; } = new(null, null, null, null, DeviceType.Unknown);
}
