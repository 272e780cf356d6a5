namespace Analytics.Store.Events;

/// <summary>
/// What Chromium's browsers tell beside a user agent that says less and less: <c>Sec-CH-UA</c> and its siblings, as they were sent.
/// </summary>
/// <param name="Brands"><c>Sec-CH-UA-Full-Version-List</c>, else <c>Sec-CH-UA</c>: <c>"Brave";v="126", "Not/A)Brand";v="8"</c>.</param>
/// <param name="Platform"><c>Sec-CH-UA-Platform</c>: <c>"Windows"</c>.</param>
/// <param name="PlatformVersion"><c>Sec-CH-UA-Platform-Version</c>: <c>"15.0.0"</c>.</param>
/// <param name="IsMobile"><c>Sec-CH-UA-Mobile</c>; null where it was not sent.</param>
public sealed record ClientHints(string? Brands = null, string? Platform = null, string? PlatformVersion = null, bool? IsMobile = null)
{
    /// <summary>Nothing was sent.</summary>
    public static ClientHints None { get; } = new();
}
