using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Terms;

namespace Analytics.Functions.Stats.Reports.Plausible;

/// <summary>The properties that Plausible's Stats API v1 breaks down and filters by; each is the dimension of the same name.</summary>
internal static class PlausibleProperties
{
    private const string Custom = "event:props:";

    private static readonly string[] Fixed =
    [
        "event:goal", "event:page", "event:hostname", "event:name",
        "visit:entry_page", "visit:exit_page", "visit:source", "visit:channel", "visit:referrer",
        "visit:utm_medium", "visit:utm_source", "visit:utm_campaign", "visit:utm_content", "visit:utm_term",
        "visit:device", "visit:browser", "visit:browser_version", "visit:os", "visit:os_version",
        "visit:country", "visit:region", "visit:city",
    ];

    // What is not known of these is not listed.
    private static readonly string[] OnlyKnown =
    [
        "visit:entry_page", "visit:exit_page", "visit:utm_medium", "visit:utm_source", "visit:utm_campaign", "visit:utm_content", "visit:utm_term",
        "visit:country", "visit:region", "visit:city",
    ];

    /// <summary>Their names, for those who misspell one.</summary>
    public static string Names { get; } = string.Join(", ", Fixed) + $" and {Custom}NAME";

    public static bool IsKnown(string property) => Fixed.Contains(property) || (SiteTerms.None.FindDimension(property) is PropertyDimension && IsCustom(property));

    public static bool IsCustom(string property) => property.StartsWith(Custom, StringComparison.Ordinal);

    /// <summary>Whether only single events have it, so that visits cannot be told apart by it.</summary>
    public static bool IsOfEventsOnly(string property) => property is "event:goal" or "event:name" || IsCustom(property);

    /// <summary>Whether rows without it are left out of a breakdown.</summary>
    public static bool IsListedOnlyWhereKnown(string property) => OnlyKnown.Contains(property);

    /// <summary>What a row is called by: <c>source</c>, <c>page</c>, the name of a custom property.</summary>
    public static string KeyOf(string property) => IsCustom(property) ? property[Custom.Length..] : property[(property.IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <summary>The property that rows of a version carry beside it; null for all others.</summary>
    public static string? Beside(string property) => property switch
    {
        "visit:browser_version" => "visit:browser",
        "visit:os_version" => "visit:os",
        _ => null,
    };
}
