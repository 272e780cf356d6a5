using System.Text.RegularExpressions;
using Analytics.Store.Ingest.Lists;
using Analytics.Store.Ingest.Patterns;

namespace Analytics.Store.Ingest.Bots;

/// <summary>
/// Tells crawlers, libraries, monitors and headless browsers by their user agents: with the patterns of isbot, and with what
/// <c>eng/rules/rules.mjs</c> adds to them because isbot misses it.
/// </summary>
internal static class BotPatterns
{
    private const int MaxLength = 1024;
    private static readonly Lazy<PatternSet> Patterns = new(() =>
        new PatternSet(ResourceText.Json("bots.json").EnumerateArray().Select(p => p.GetString()!).ToArray(), RegexOptions.IgnoreCase));

    /// <summary>Whether no person sits behind it. Nobody sits behind none.</summary>
    public static bool IsBot(string? userAgent) =>
        string.IsNullOrWhiteSpace(userAgent)
        || Patterns.Value.First(userAgent.Length > MaxLength ? userAgent[..MaxLength] : userAgent) is not null;
}
