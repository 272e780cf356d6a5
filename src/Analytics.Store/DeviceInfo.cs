using Analytics.Store.Events;

namespace Analytics.Store;

/// <summary>What a user agent tells.</summary>
/// <param name="DeviceType">The class of the device.</param>
/// <param name="Browser">Family; null where unknown.</param>
/// <param name="BrowserVersion">Major or major.minor; null where unknown.</param>
/// <param name="Os">Family; null where unknown.</param>
/// <param name="OsVersion">Major or major.minor; null where unknown.</param>
public sealed record DeviceInfo(DeviceType DeviceType, string? Browser, string? BrowserVersion, string? Os, string? OsVersion);
