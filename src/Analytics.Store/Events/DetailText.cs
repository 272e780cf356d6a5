using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Analytics.Store.Ingest.Geography;

namespace Analytics.Store.Events;

/// <summary>Reads the parts of <see cref="ClientDetails"/> from what senders write; what is none of them is null.</summary>
internal static partial class DetailText
{
    /// <summary>What a name of a manufacturer or a model must be.</summary>
    public const string NameRule = "must be 1 to 64 letters, digits, blanks and . _ - + ( ) / & ' , \"";

    /// <summary>What a density must be.</summary>
    public const string DensityRule = "must be a number from 0.1 to 10";

    /// <summary>What a locale must be.</summary>
    public const string LocaleRule = "must be a language, or a language and a region, such as et or et-EE";

    /// <summary>What a time zone must be.</summary>
    public const string TimeZoneRule = "must be a time zone of IANA, such as Europe/Tallinn";

    private const int LongestName = 64;
    private const int LongestLocale = 35; // as BCP 47 advises

    private static readonly FrozenSet<string> ZonesOfNoCountry = new[]
    {
        "UTC", "UCT", "GMT", "GMT0", "GMT+0", "GMT-0", "Greenwich", "Universal", "Zulu", "CET", "MET", "EET", "WET", "EST", "MST", "HST", "EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT",
        "Etc/UTC", "Etc/UCT", "Etc/GMT", "Etc/GMT0", "Etc/Greenwich", "Etc/Universal", "Etc/Zulu",
    }.Concat(Enumerable.Range(0, 13).Select(hours => $"Etc/GMT+{hours.ToString(CultureInfo.InvariantCulture)}"))
        .Concat(Enumerable.Range(0, 15).Select(hours => $"Etc/GMT-{hours.ToString(CultureInfo.InvariantCulture)}"))
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The name of a manufacturer or a model.</summary>
    public static string? Name(string? text) =>
        text?.Trim() is { Length: >= 1 and <= LongestName } name && name.All(c => char.IsLetterOrDigit(c) || " ._-+()/&',\"".Contains(c, StringComparison.Ordinal)) && name.Any(char.IsLetterOrDigit)
            ? name
            : null;

    /// <summary>A density.</summary>
    public static decimal? Density(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal density) && density is >= 0.1m and <= 10
            ? decimal.Round(density, 2, MidpointRounding.AwayFromZero) / 1.00m
            : null;

    /// <summary>A density as it is stored and shown.</summary>
    public static string? Write(decimal? density) => density?.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A locale: language, script and region; further subtags are cut off. Null for a list of languages.</summary>
    public static string? Locale(string? text)
    {
        if (text is null or { Length: > LongestLocale } || Subtags().Match(text) is not { Success: true } parts)
        {
            return null;
        }

        string locale = parts.Groups["language"].Value.ToLowerInvariant();
        if (parts.Groups["script"] is { Success: true, Value: var script })
        {
            locale += $"-{char.ToUpperInvariant(script[0])}{script[1..].ToLowerInvariant()}";
        }

        return parts.Groups["region"] is { Success: true, Value: var region } ? $"{locale}-{region.ToUpperInvariant()}" : locale;
    }

    /// <summary>Whether a text says languages in another form, of which no locale is kept: the header <c>Accept-Language</c>.</summary>
    public static bool IsList(string text) => text.AsSpan().ContainsAny(',', ';', '*');

    /// <summary>The name of a time zone.</summary>
    public static string? TimeZone(string? text) => text is not null && (CountryOfTimeZone.Find(text) is not null || ZonesOfNoCountry.Contains(text)) ? text : null;

    [GeneratedRegex("^(?<language>[A-Za-z]{2,3})([-_](?<script>[A-Za-z]{4}))?([-_](?<region>[A-Za-z]{2}|[0-9]{3}))?([-_][A-Za-z0-9]{1,8})*\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Subtags();
}
