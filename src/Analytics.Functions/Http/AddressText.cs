using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Analytics.Functions.Http;

/// <summary>Reads the forms in which proxies write an address. Stricter than <see cref="IPAddress"/>, which takes <c>1</c> and octal digits.</summary>
internal static class AddressText
{
    private const int LongestAddress = 45;

    /// <summary><c>203.0.113.5</c> or <c>2001:db8::1</c>, nothing around it. An IPv4 address mapped into IPv6 becomes the IPv4 address.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        if (text.IsEmpty || text.Length > LongestAddress || text.ContainsAny('%', '[', ']') || !IPAddress.TryParse(text, out IPAddress? parsed))
        {
            return false;
        }

        if (parsed.AddressFamily == AddressFamily.InterNetwork)
        {
            // "127.1", "0x7f000001" and "010.0.0.1" name addresses too, and not those that a reader of a log would think of.
            Span<char> canonical = stackalloc char[15];
            if (!parsed.TryFormat(canonical, out int length) || !text.SequenceEqual(canonical[..length]))
            {
                return false;
            }
        }

        address = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;
        return true;
    }

    /// <summary>Also <c>203.0.113.5:443</c>, <c>[2001:db8::1]</c> and <c>[2001:db8::1]:443</c>: one hop of X-Forwarded-For.</summary>
    public static bool TryParseHop(ReadOnlySpan<char> text, [NotNullWhen(true)] out IPAddress? address)
    {
        text = text.Trim();
        if (text.StartsWith("["))
        {
            address = null;
            int end = text.IndexOf(']');
            return end > 0 && (end + 1 == text.Length || IsPort(text[(end + 1)..])) && TryParse(text[1..end], out address)
                && text[1..end].Contains(':');
        }

        int colon = text.IndexOf(':');
        return colon >= 0 && colon == text.LastIndexOf(':')
            ? TryParse(text[..colon], out address) & IsPort(text[colon..])
            : TryParse(text, out address);
    }

    /// <summary>CloudFront-Viewer-Address: always with a port, which after an IPv6 address stands without brackets.</summary>
    public static bool TryParseViewer(ReadOnlySpan<char> text, [NotNullWhen(true)] out IPAddress? address)
    {
        text = text.Trim();
        int colon = text.LastIndexOf(':');
        if (colon > 0 && !text.StartsWith("[") && IsPort(text[colon..]) && TryParse(text[..colon], out address))
        {
            return true;
        }

        return TryParseHop(text, out address);
    }

    private static bool IsPort(ReadOnlySpan<char> text) =>
        text.Length is >= 2 and <= 6 && text[0] == ':'
        && ushort.TryParse(text[1..], NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
