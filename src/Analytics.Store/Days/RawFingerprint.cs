using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Analytics.Store.Days;

/// <summary>A set of raw items, told from any other set: how many they are, and a hash of their keys whatever their order.</summary>
/// <param name="Items">How many.</param>
/// <param name="Hash">Of their keys together.</param>
public readonly record struct RawFingerprint(long Items, ulong Hash)
{
    /// <summary>The set with another item in it.</summary>
    internal RawFingerprint With(int shard, string sortKey)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{shard}#{sortKey}")), hash);
        return new RawFingerprint(Items + 1, Hash ^ BinaryPrimitives.ReadUInt64LittleEndian(hash));
    }
}
