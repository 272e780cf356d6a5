namespace Analytics.Client.Events;

/// <summary>Client hints of a browser, as it sent them.</summary>
/// <param name="Brands"><c>Sec-CH-UA-Full-Version-List</c>, else <c>Sec-CH-UA</c>.</param>
/// <param name="Platform"><c>Sec-CH-UA-Platform</c>.</param>
/// <param name="PlatformVersion"><c>Sec-CH-UA-Platform-Version</c>.</param>
/// <param name="Mobile"><c>Sec-CH-UA-Mobile</c>.</param>
public sealed record VisitorHints(string? Brands = null, string? Platform = null, string? PlatformVersion = null, bool? Mobile = null);
