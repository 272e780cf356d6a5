using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Visitors;

namespace Analytics.Store.Erasures;

/// <summary>
/// Identifies erased people without storing their ids: HMAC-SHA-256 under a secret of the site. The secret is stored with the salts,
/// outside the events table and its backups. So ids cannot be guessed and tested with the events table alone.
/// </summary>
internal sealed class ErasureSecret(byte[] key, SiteId site)
{
    public const int Size = 32;

    /// <summary>Tells two secrets apart without telling either.</summary>
    public string Check { get; } = Convert.ToHexStringLower(HMACSHA256.HashData(key, "check"u8))[..16];

    /// <summary>A user id: 128 bits, in hexadecimal.</summary>
    public string Of(string userId) => Convert.ToHexStringLower(Hash("user", userId)[..16]);

    /// <summary>A visitor of a day: 64 bits.</summary>
    public ulong Of(LocalDay day, VisitorId visitor) => BinaryPrimitives.ReadUInt64BigEndian(Hash("visitor", $"{day}#{visitor}"));

    // Kinds and site ids hold no separator, so no two inputs run together.
    private byte[] Hash(string kind, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{kind}#{site.Value}#{text}"));
}
