using System.Net;

namespace Analytics.Store.Sites;

/// <summary>An address or a CIDR range of the setting <c>excludedIps</c>, as it is kept.</summary>
internal static class AddressRule
{
    private const int MappedBits = 96;

    /// <summary>
    /// The rule as it is compared: an IPv4 address mapped into IPv6 (<c>::ffff:203.0.113.5</c>) becomes the IPv4 address, and a range of
    /// them becomes the IPv4 range. A text that is no rule stays as it is.
    /// </summary>
    public static string Normalize(string? text)
    {
        text = text?.Trim() ?? "";
        if (IPAddress.TryParse(text, out IPAddress? single))
        {
            return !IsValid(text) ? text : (single.IsIPv4MappedToIPv6 ? single.MapToIPv4() : single).ToString();
        }

        return IPNetwork.TryParse(text, out IPNetwork range) && range.BaseAddress.IsIPv4MappedToIPv6 && range.PrefixLength >= MappedBits
            ? new IPNetwork(range.BaseAddress.MapToIPv4(), range.PrefixLength - MappedBits).ToString()
            : text;
    }

    /// <summary>
    /// Whether it is an address in its usual notation, without a zone, or a range. <c>127.1</c> and octal digits are refused: not everybody
    /// reads them alike.
    /// </summary>
    public static bool IsValid(string text) =>
        IPAddress.TryParse(text, out IPAddress? single)
            ? single.ToString() == text || (single.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 && !text.Contains('%', StringComparison.Ordinal))
            : IPNetwork.TryParse(text, out _);
}
