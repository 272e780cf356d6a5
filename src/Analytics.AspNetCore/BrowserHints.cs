namespace Analytics.AspNetCore;

/// <summary>What a browser tells of itself beside its user agent: <c>Sec-CH-UA</c> and its siblings, as they came.</summary>
internal sealed record BrowserHints(string? Brands, string? Platform, string? PlatformVersion, bool? IsMobile);
