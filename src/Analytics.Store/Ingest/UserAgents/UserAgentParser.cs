using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Analytics.Store.Ingest.Lists;

namespace Analytics.Store.Ingest.UserAgents;

/// <summary>
/// Reads browser, operating system and device class from a user agent by the rules of uap-core. What was read is remembered by a hash
/// of the user agent, never by the user agent itself.
/// </summary>
internal static class UserAgentParser
{
    private const int MaxLength = 512;
    private const int MaxRemembered = 4096;

    private static readonly Lazy<(NamingRules Browsers, NamingRules Systems)> Rules = new(() =>
    {
        JsonElement rules = ResourceText.Json("user-agents.json");
        return (new NamingRules(rules.GetProperty("browsers")), new NamingRules(rules.GetProperty("systems")));
    });

    // Two generations: when the young one is full it becomes the old one, so what is used again stays.
    private static ConcurrentDictionary<UInt128, ParsedUserAgent> s_young = new();
    private static ConcurrentDictionary<UInt128, ParsedUserAgent> s_old = new();

    /// <summary>What it tells; nothing where it is null or empty.</summary>
    public static ParsedUserAgent Parse(string? userAgent)
    {
        if (string.IsNullOrWhiteSpace(userAgent))
        {
            return ParsedUserAgent.Unknown;
        }

        string text = userAgent.Length > MaxLength ? userAgent[..MaxLength] : userAgent;
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()), digest);
        UInt128 key = MemoryMarshal.Read<UInt128>(digest);
        if (s_young.TryGetValue(key, out ParsedUserAgent? known))
        {
            return known;
        }

        if (!s_old.TryGetValue(key, out known))
        {
            known = Read(text);
        }

        if (s_young.Count >= MaxRemembered)
        {
            (s_old, s_young) = (s_young, new ConcurrentDictionary<UInt128, ParsedUserAgent>());
        }

        s_young[key] = known;
        return known;
    }

    private static ParsedUserAgent Read(string text)
    {
        (string Family, string? Version)? browser = Rules.Value.Browsers.Name(text);
        (string Family, string? Version)? system = Rules.Value.Systems.Name(text);
        return new ParsedUserAgent(
            browser is { } b ? FamilyNames.Browser(b.Family) : null,
            browser?.Version,
            system is { } s ? FamilyNames.System(s.Family) : null,
            system?.Version,
            DeviceTokens.Of(text));
    }
}
