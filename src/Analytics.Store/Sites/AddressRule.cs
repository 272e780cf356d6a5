using System.Net;
using System.Net.Sockets;

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
    /// Whether it is an address in its usual notation, without a zone, or a range of such. <c>127.1</c>, <c>127.0/16</c> and octal digits
    /// (<c>010.0.0.0/8</c>) are refused: not everybody reads them alike.
    /// </summary>
    public static bool IsValid(string text) => text.Split('/') switch
    {
        [var address] => IsUsual(address),
        [var address, var bits] => IsUsual(address) && bits is "0" or [>= '1' and <= '9', ..] && IPNetwork.TryParse(text, out _),
        _ => false,
    };

    private static bool IsUsual(string text) =>
        IPAddress.TryParse(text, out IPAddress? address)
        && (address.AddressFamily == AddressFamily.InterNetworkV6
            ? text.AsSpan().IndexOfAny('%', '[', ']') < 0 && (!text.Contains('.', StringComparison.Ordinal) || IsUsual(text[(text.LastIndexOf(':') + 1)..]))
            : address.ToString() == text);
}
