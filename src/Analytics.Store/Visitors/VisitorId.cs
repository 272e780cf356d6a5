using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Analytics.Store.Visitors;

/// <summary>
/// A visitor of one site on one local day: 64 bits that mean nothing once the day's salt is destroyed. Nothing links two days of
/// one person, and nothing links two sites.
/// </summary>
public readonly record struct VisitorId(ulong Bits)
{
    /// <summary>Reads the sixteen hexadecimal digits of <see cref="ToString"/>.</summary>
    public static bool TryParse(string? text, out VisitorId id)
    {
        bool valid = text is { Length: 16 } & ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong bits);
        id = new VisitorId(valid ? bits : 0);
        return valid;
    }

    /// <summary>
    /// The id for any text that a library user calls a visitor: sixteen hexadecimal digits are themselves, anything else is the first
    /// 64 bits of its SHA-256.
    /// </summary>
    public static VisitorId Of(string text) => TryParse(text, out VisitorId id)
        ? id
        : new VisitorId(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))));

    /// <summary>Sixteen lower-case hexadecimal digits.</summary>
    public override string ToString() => Bits.ToString("x16", CultureInfo.InvariantCulture);
}
