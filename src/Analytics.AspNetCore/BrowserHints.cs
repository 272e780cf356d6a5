namespace Analytics.AspNetCore;

/// <summary>A browser's client hints: the headers <c>Sec-CH-UA</c> and <c>Sec-CH-UA-*</c>, unchanged.</summary>
internal sealed record BrowserHints(string? Brands, string? Platform, string? PlatformVersion, bool? IsMobile);
