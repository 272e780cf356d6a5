using Analytics.Functions.Http;

namespace Analytics.Functions.Tracker;

/// <summary>The tracker's builds, found by the names that snippets give them.</summary>
/// <param name="path">Under which path of its host the product is: the scripts send there. Empty for the whole host.</param>
internal sealed class TrackerScripts(string path)
{
    private static readonly string[] Names = ["core", "script", "plus", "full", "pixel"];
    private static readonly string[] Plausible = ["plausible", "index", "analytics", "p"]; // its own, and those that plugins ask proxies for
    private readonly Dictionary<string, StaticFile> _builds = Names.ToDictionary(name => name, name => BuiltFiles.Tracker(name + ".js", path), StringComparer.Ordinal);

    /// <summary>With the globals of other snippets: <c>track</c>, <c>identify</c>, <c>littlestats</c>.</summary>
    public StaticFile Pixel => _builds["pixel"];

    /// <summary>
    /// A build by its own name (<c>script.js</c>), also with its content's hash (<c>script.0a1b….js</c>) or with features that it reads from there
    /// (<c>full.hash.js</c>). Plausible's variants and the names that it makes for sites (<c>script.outbound-links.js</c>,
    /// <c>plausible.js</c>, <c>pa-….js</c>) are the build that reads them.
    /// </summary>
    /// <param name="name">What follows <c>/js/</c>.</param>
    /// <param name="immutable">Whether the name holds the hash of just this content, so that it will never mean another.</param>
    public StaticFile? Find(string name, out bool immutable)
    {
        string[] parts = name.Split('.');
        immutable = false;
        if (parts is not [var first, .. var features, "js"] || !features.All(IsPart))
        {
            return null;
        }

        bool saysMore = Plausible.Contains(first) || IsPerSite(first) || (first == "script" && !features.All(IsHash));
        StaticFile? build = saysMore ? _builds["plus"] : _builds.GetValueOrDefault(first);
        immutable = build is not null && features.Contains(build.Hash);
        return build;
    }

    private static bool IsPerSite(string name) =>
        name.StartsWith("pa-", StringComparison.Ordinal) && name.Length <= 80 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static bool IsPart(string part) => part.Length is >= 1 and <= 40 && part.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static bool IsHash(string part) => part.Length == 24 && part.All(char.IsAsciiHexDigitLower);
}
