namespace Analytics.Store.Events;

/// <summary>
/// What only some senders say about the visitor's device and how it is set up. Together these can tell visitors apart, so they are kept only
/// where a protocol has fields for them: the product's own tracker sends none.
/// </summary>
/// <param name="Manufacturer">Who made the device: <c>Samsung</c>; at most 64 characters. Null where not sent, as the others.</param>
/// <param name="Model">Which device it is: <c>SM-S911B</c>; at most 64 characters.</param>
/// <param name="ScreenDensity">Physical pixels in a CSS pixel, 0.1 to 10, two decimals.</param>
/// <param name="Locale">Language, script and region as BCP 47 writes them: <c>et-EE</c>, <c>sr-Latn-RS</c>.</param>
/// <param name="TimeZone">A name of IANA: <c>Europe/Tallinn</c>.</param>
public sealed record ClientDetails(string? Manufacturer = null, string? Model = null, decimal? ScreenDensity = null, string? Locale = null, string? TimeZone = null)
{
    /// <summary>Nothing was told.</summary>
    public static ClientDetails None { get; } = new();
}
