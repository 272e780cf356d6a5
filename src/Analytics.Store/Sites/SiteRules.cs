using Analytics.Store.Currencies;
using Analytics.Store.Inputs;

namespace Analytics.Store.Sites;

/// <summary>What a site must be before it is written; every fault is reported.</summary>
internal static class SiteRules
{
    public const int MaxDomains = 20;
    public const int MaxAliases = 20;
    public const int MaxFormerDomains = 60;
    public const int MaxCustomProperties = 100;
    public const int MaxBrowserTraits = 20;
    public const int MaxPropertyName = 300;

    public static void Check(Site site)
    {
        var faults = new InputFaults()
            .Require(SafeId.IsValid(site.Id.Value), "id", SafeId.Rule)
            .Require(site.Name.Trim().Length is >= 1 and <= 200, "name", "must be 1 to 200 characters")
            .Require(site.OwnerId.Length is >= 1 and <= 200, "ownerId", "must be 1 to 200 characters")
            .Require(site.WriteShards is >= 1 and <= 64, "writeShards", "must be 1 to 64")
            .Require(site.Domains.Count is >= 1 and <= MaxDomains, "domains", $"must name 1 to {MaxDomains} host names");
        faults.Require(
            site.FormerDomains.Count <= MaxFormerDomains,
            "domains",
            $"must not be changed further today: the site gave up more than {MaxFormerDomains} within 72 hours, and each is heard so long");
        foreach (string domain in site.Domains)
        {
            faults.Require(IsHostname(domain), "domains", $"must be lower-case host names without scheme, port, path or www.: '{Shown(domain)}' is not");
        }

        faults.Require(site.Domains.Distinct(StringComparer.Ordinal).Count() == site.Domains.Count, "domains", "must name each host name once");
        faults.Require(site.Aliases.Count <= MaxAliases, "aliases", $"must be at most {MaxAliases}");
        foreach (string alias in site.Aliases)
        {
            faults.Require(IsAlias(alias), "aliases", $"must be 1 to 64 of a–z 0–9 - _ . without www.: '{Shown(alias)}' is not");
        }

        faults.Require(site.Aliases.Distinct(StringComparer.Ordinal).Except(site.Domains).Count() == site.Aliases.Count, "aliases", "must name each once, and no domain of the site")
            .Require(!site.Aliases.Contains(site.Id.Value, StringComparer.Ordinal), "aliases", "must not be the site's own id");
        SiteSettings settings = site.Settings;
        faults.Require(settings.DataRetentionDays is 0 or (>= 30 and <= 36500), "settings.dataRetentionDays", "must be 0 (for ever) or 30 to 36500")
            .Require(settings.RawRetentionDays is null or (>= 3 and <= 3650), "settings.rawRetentionDays", "must be 3 to 3650")
            .Require(settings.EventsRetentionDays is null or (>= 3 and <= 36500), "settings.eventsRetentionDays", "must be 3 to 36500, or 0 for as long as the day")
            .Require(settings.ErrorsRetentionDays is null or (>= 3 and <= 36500), "settings.errorsRetentionDays", "must be 3 to 36500, or 0 for as long as the day")
            .Require(settings.VitalsRetentionDays is null or (>= 3 and <= 36500), "settings.vitalsRetentionDays", "must be 3 to 36500, or 0 for as long as the day")
            .Require(settings.SessionsRetentionDays is null or (>= 1 and <= 36500), "settings.sessionsRetentionDays", "must be 1 to 36500, or 0 for as long as the day")
            .Require(settings.ExcludedPaths.Count <= 100, "settings.excludedPaths", "must be at most 100")
            .Require(settings.ExcludedPaths.All(p => p.StartsWith('/') && p.Length <= 500), "settings.excludedPaths", "must begin with / and have at most 500 characters")
            .Require(settings.ExcludedIps.Count <= 100, "settings.excludedIps", "must be at most 100")
            .Require(
                settings.ExcludedIps.All(AddressRule.IsValid),
                "settings.excludedIps",
                "must be addresses or CIDR ranges, each number whole and in decimal digits, such as 203.0.113.0/24: "
                    + string.Join(", ", settings.ExcludedIps.Where(rule => !AddressRule.IsValid(rule)).Take(5).Select(rule => $"'{Shown(rule)}'")) + " cannot be used")
            .Require(settings.KeptQueryParameters.Count <= 50, "settings.keptQueryParameters", "must be at most 50")
            .Require(settings.ExcludedCountries.Count <= 250, "settings.excludedCountries", "must be at most 250")
            .Require(settings.ExcludedCountries.All(IsCountry), "settings.excludedCountries", "must be codes of two capital letters such as EE (ISO 3166-1)")
            .Require(Enum.IsDefined(settings.ScrubPaths), "settings.scrubPaths", SettingWords.Rule<PathScrubbing>())
            .Require(Enum.IsDefined(settings.Consent), "settings.consent", SettingWords.Rule<ConsentMode>())
            .Require(Enum.IsDefined(settings.PrivacySignals), "settings.privacySignals", SettingWords.Rule<PrivacySignals>())
            .Require(Enum.IsDefined(settings.OverBudget), "settings.overBudget", SettingWords.Rule<OverBudget>())
            .Require(settings.Currency is null || Currency.IsKnown(settings.Currency), "settings.currency", Currency.Rule + ", or empty for none")
            .Require(settings.BrowserTraits.Count <= MaxBrowserTraits, "settings.browserTraits", $"must be at most {MaxBrowserTraits}")
            .Require(settings.BrowserTraits.All(name => name.Length is >= 1 and <= MaxPropertyName), "settings.browserTraits", $"must be names of 1 to {MaxPropertyName} characters")
            .Require(settings.BrowserTraits.Distinct(StringComparer.Ordinal).Count() == settings.BrowserTraits.Count, "settings.browserTraits", "must name each once")
            .Require(settings.CustomProperties.Count <= MaxCustomProperties, "settings.customProperties", $"must be at most {MaxCustomProperties}")
            .Require(settings.CustomProperties.All(name => name.Length is >= 1 and <= MaxPropertyName), "settings.customProperties", $"must be names of 1 to {MaxPropertyName} characters")
            .Require(settings.CustomProperties.Distinct(StringComparer.Ordinal).Count() == settings.CustomProperties.Count, "settings.customProperties", "must name each once")
            .Require(settings.DailyEventBudget is null or >= 1000, "settings.dailyEventBudget", "must be 1000 or more, or 0 for none")
            .ThrowIfAny();
    }

    /// <summary>Lower case, without scheme, port, path, final dot and <c>www.</c>: how a host name is kept and compared.</summary>
    public static string Normalize(string hostname)
    {
        string text = hostname.Trim().ToLowerInvariant();
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        text = scheme >= 0 ? text[(scheme + 3)..] : text;
        int end = text.IndexOfAny(['/', ':', '?', '#']);
        text = (end >= 0 ? text[..end] : text).TrimEnd('.');
        return text.StartsWith("www.", StringComparison.Ordinal) ? text[4..] : text;
    }

    public static bool IsHostname(string text) =>
        text.Length is >= 1 and <= 253 && text == Normalize(text)
        && text.Split('.').All(label => label.Length is >= 1 and <= 63 && label.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_'));

    /// <summary>Safe, and as names are compared.</summary>
    public static bool IsAlias(string text) => SafeId.IsValid(text) && text == Normalize(text);

    private static bool IsCountry(string text) => text.Length == 2 && text.All(char.IsAsciiLetterUpper);

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
