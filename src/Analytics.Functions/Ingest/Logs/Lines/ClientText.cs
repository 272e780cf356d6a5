using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Analytics.Functions.Http;

namespace Analytics.Functions.Ingest.Logs.Lines;

/// <summary>How logs write the client of a request.</summary>
internal static class ClientText
{
    /// <summary>Whether it is an address (with a port or without), a host name, several of them, or nothing: a dash, a local socket.</summary>
    public static bool IsClient(ReadOnlySpan<char> text)
    {
        foreach (Range part in text.Split(','))
        {
            ReadOnlySpan<char> one = text[part].Trim(' ');
            if (!IsNobody(one) && !IsAddress(one) && !IsName(one))
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }

    /// <summary>Whether it is a list of addresses: every part is one, or <c>unknown</c>, and one at least is an address.</summary>
    public static bool AreAddresses(ReadOnlySpan<char> text)
    {
        bool any = false;
        foreach (Range part in text.Split(','))
        {
            ReadOnlySpan<char> one = text[part].Trim(' ');
            bool isAddress = IsAddress(one);
            if (!isAddress && one is not "unknown")
            {
                return false;
            }

            any |= isAddress;
        }

        return any;
    }

    /// <summary>Whether it is an address. An IPv4 address may have a port, an IPv6 address in brackets too.</summary>
    public static bool IsAddress(ReadOnlySpan<char> text) =>
        !text.IsEmpty && text.Length <= 60 && (char.IsAsciiHexDigit(text[0]) || text[0] is ':' or '[') && text.IndexOfAny('.', ':') >= 0
        && TryParse(text, out _);

    /// <summary>Whether no client is named: a dash, or a socket of the server itself.</summary>
    public static bool IsNobody(ReadOnlySpan<char> text) => text.IsEmpty || text is "-" or "unknown" || text.StartsWith("unix:", StringComparison.Ordinal);

    /// <summary>Whether it may be a host's name.</summary>
    public static bool IsName(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= 253 && char.IsAsciiLetterOrDigit(text[0]) && text.ContainsAnyInRange('A', 'z') && !HasOther(text);

    /// <summary>The first address that is routed on the internet; null if there is none.</summary>
    public static IPAddress? FirstPublic(ReadOnlySpan<char> text) => First(text, mustBePublic: true);

    /// <summary>The first address; null if there is none.</summary>
    public static IPAddress? First(ReadOnlySpan<char> text) => First(text, mustBePublic: false);

    /// <summary>The length of the text without the port that some servers write behind every address, IPv6 without brackets included.</summary>
    public static int LengthWithoutPort(ReadOnlySpan<char> text)
    {
        int colon = text.LastIndexOf(':');
        return colon > 0 && colon + 1 < text.Length && !IsNobody(text) && text[(colon + 1)..].IndexOfAnyExceptInRange('0', '9') < 0 ? colon : text.Length;
    }

    private static IPAddress? First(ReadOnlySpan<char> text, bool mustBePublic)
    {
        foreach (Range part in text.Split(','))
        {
            if (TryParse(text[part].Trim(' '), out IPAddress? address) && (!mustBePublic || IsPublic(address)))
            {
                return address;
            }
        }

        return null;
    }

    // A link-local address may name its interface: fe80::1%eth0.
    private static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out IPAddress? address)
    {
        int zone = text.StartsWith("fe80:", StringComparison.OrdinalIgnoreCase) ? text.IndexOf('%') : -1;
        return AddressText.TryParseHop(zone < 0 ? text : text[..zone], out address);
    }

    private static bool IsPublic(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        _ = address.TryWriteBytes(bytes, out _);
        return address.AddressFamily == AddressFamily.InterNetwork
            ? bytes[0] is not (0 or 10 or 127 or >= 224)
                && !(bytes[0] == 172 && bytes[1] is >= 16 and < 32) && !(bytes[0] == 192 && bytes[1] == 168)
                && !(bytes[0] == 169 && bytes[1] == 254) && !(bytes[0] == 100 && bytes[1] is >= 64 and < 128)
            : !IPAddress.IsLoopback(address) && !address.Equals(IPAddress.IPv6Any) && !address.IsIPv6LinkLocal && !address.IsIPv6SiteLocal
                && !address.IsIPv6Multicast && (bytes[0] & 0xfe) != 0xfc;
    }

    private static bool HasOther(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_'))
            {
                return true;
            }
        }

        return false;
    }
}
