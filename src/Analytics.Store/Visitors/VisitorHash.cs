using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Analytics.Store.Sites;

namespace Analytics.Store.Visitors;

/// <summary>
/// A visitor's id: the first 64 bits of HMAC-SHA-256 under the site's salt of the day, over parts that each tell their length, so that
/// no two inputs run together.
/// </summary>
public static class VisitorHash
{
    /// <summary>The visitor with this address and user agent. Of an IPv6 address the first 64 bits count: a household, as with IPv4.</summary>
    public static VisitorId OfAddress(ReadOnlySpan<byte> salt, SiteId site, IPAddress address, string userAgent)
    {
        ArgumentNullException.ThrowIfNull(address);
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        Span<byte> bytes = stackalloc byte[16];
        _ = plain.TryWriteBytes(bytes, out int written);
        return Hash(salt, "address"u8, site, bytes[..(plain.AddressFamily == AddressFamily.InterNetworkV6 ? 8 : written)], userAgent);
    }

    /// <summary>The visitor whom an authenticated sender calls by this key; never the same as one found by address.</summary>
    public static VisitorId OfKey(ReadOnlySpan<byte> salt, SiteId site, string key) => Hash(salt, "key"u8, site, [], key);

    private static VisitorId Hash(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> kind, SiteId site, ReadOnlySpan<byte> address, string text)
    {
        int size = 16 + kind.Length + site.Value.Length + address.Length + Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[] rented = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            Span<byte> input = rented;
            int length = 0;
            length += Part(input[length..], kind);
            length += Part(input[length..], site.Value);
            length += Part(input[length..], address);
            length += Part(input[length..], text);
            Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
            _ = HMACSHA256.HashData(salt, input[..length], hash);
            return new VisitorId(BinaryPrimitives.ReadUInt64BigEndian(hash));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true); // it held an address
        }
    }

    private static int Part(Span<byte> to, ReadOnlySpan<byte> bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(to, bytes.Length);
        bytes.CopyTo(to[4..]);
        return 4 + bytes.Length;
    }

    private static int Part(Span<byte> to, string text)
    {
        int written = Encoding.UTF8.GetBytes(text, to[4..]);
        BinaryPrimitives.WriteInt32BigEndian(to, written);
        return 4 + written;
    }
}
