using System.Security.Cryptography;
using System.Text;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Errors;

/// <summary>Marks lie beside their site, under a hash: a fingerprint may be any text.</summary>
internal static class ErrorMarkKeys
{
    public const string Prefix = "ERRORMARK#";

    public static ItemKey Mark(SiteId site, string fingerprint) => new(
        SiteKeys.Partition(site), Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fingerprint)).AsSpan(0, 16)));
}
