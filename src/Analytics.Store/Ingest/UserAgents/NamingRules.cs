using System.Text.Json;
using System.Text.RegularExpressions;
using Analytics.Store.Ingest.Patterns;

namespace Analytics.Store.Ingest.UserAgents;

/// <summary>
/// Rules of uap-core: the first pattern that matches gives a family and a version, by its own groups (family, major, minor) or by
/// replacements, in which <c>$1</c> stands for a group.
/// </summary>
internal sealed class NamingRules
{
    private readonly PatternSet _patterns;
    private readonly (string? Family, string? Major, string? Minor)[] _replacements;

    public NamingRules(JsonElement rules)
    {
        string?[][] parts = [.. rules.EnumerateArray().Select(r => r.EnumerateArray().Select(p => p.GetString()).ToArray())];
        _patterns = new PatternSet(Array.ConvertAll(parts, p => p[0]!), RegexOptions.None);
        _replacements = Array.ConvertAll(parts, p => (p.ElementAtOrDefault(1), p.ElementAtOrDefault(2), p.ElementAtOrDefault(3)));
    }

    /// <summary>Family and version; null where no rule matches.</summary>
    public (string Family, string? Version)? Name(string userAgent)
    {
        if (_patterns.First(userAgent) is not (int index, Match match))
        {
            return null;
        }

        (string? family, string? major, string? minor) = _replacements[index];
        string? name = Part(match, family, 1);
        string? first = Part(match, major, 2);
        string? second = Part(match, minor, 3);
        return name is null ? null : (name, first is null ? null : second is null ? first : first + "." + second);
    }

    private static string? Part(Match match, string? replacement, int group)
    {
        string text = replacement is null ? match.Groups[group].Value : Expand(match, replacement);
        text = text.Trim();
        return text.Length == 0 ? null : text;
    }

    private static string Expand(Match match, string replacement)
    {
        if (!replacement.Contains('$', StringComparison.Ordinal))
        {
            return replacement;
        }

        string text = replacement;
        for (int i = 1; i <= 9; i++)
        {
            text = text.Replace("$" + (char)('0' + i), match.Groups[i].Value, StringComparison.Ordinal);
        }

        return text;
    }
}
