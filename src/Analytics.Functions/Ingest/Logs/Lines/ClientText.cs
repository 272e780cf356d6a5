using System.Net;
using System.Net.Sockets;
using Analytics.Functions.Http;

namespace Analytics.Functions.Ingest.Logs.Lines;

/// <summary>How logs write who asked.</summary>
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

    /// <summary>Whether every part is an address.</summary>
    public static bool AreAddresses(ReadOnlySpan<char> text)
    {
        foreach (Range part in text.Split(','))
        {
            if (!IsAddress(text[part].Trim(' ')))
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }

    /// <summary>Whether it is an address, with a port or without.</summary>
    public static bool IsAddress(ReadOnlySpan<char> text) =>
        !text.IsEmpty && text.Length <= 60 && (char.IsAsciiHexDigit(text[0]) || text[0] is ':' or '[') && text.IndexOfAny('.', ':') >= 0
        && AddressText.TryParseViewer(text, out _);

    /// <summary>Whether nobody is named.</summary>
    public static bool IsNobody(ReadOnlySpan<char> text) => text.IsEmpty || text is "-" or "unknown" || text.StartsWith("unix:", StringComparison.Ordinal);

    /// <summary>Whether it may be a host's name.</summary>
    public static bool IsName(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= 253 && char.IsAsciiLetterOrDigit(text[0]) && text.ContainsAnyInRange('A', 'z') && !HasOther(text);

    /// <summary>The first address that anybody on the internet could have; null where there is none.</summary>
    public static IPAddress? FirstPublic(ReadOnlySpan<char> text) => First(text, mustBePublic: true);

    /// <summary>The first address; null where there is none.</summary>
    public static IPAddress? First(ReadOnlySpan<char> text) => First(text, mustBePublic: false);

    private static IPAddress? First(ReadOnlySpan<char> text, bool mustBePublic)
    {
        foreach (Range part in text.Split(','))
        {
            if (AddressText.TryParseViewer(text[part], out IPAddress? address) && (!mustBePublic || IsPublic(address)))
            {
                return address;
            }
        }

        return null;
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
