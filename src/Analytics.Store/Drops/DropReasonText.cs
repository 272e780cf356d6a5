namespace Analytics.Store.Drops;

/// <summary>How a reason is written in answers and stored: <c>unknown_site</c>.</summary>
internal static class DropReasonText
{
    public static string Of(DropReason reason) => reason switch
    {
        DropReason.UnknownSite => "unknown_site",
        DropReason.SiteInactive => "site_inactive",
        DropReason.Bot => "bot",
        DropReason.Prefetch => "prefetch",
        DropReason.SpamReferrer => "spam_referrer",
        DropReason.Hostname => "hostname",
        DropReason.ExcludedPath => "excluded_path",
        DropReason.ExcludedIp => "excluded_ip",
        DropReason.TooLate => "too_late",
        DropReason.DayClosed => "day_closed",
        DropReason.EmptyEngagement => "empty_engagement",
        DropReason.TooLarge => "too_large",
        DropReason.Erased => "erased",
        DropReason.ExcludedCountry => "excluded_country",
        DropReason.Datacentre => "datacentre",
        DropReason.NoConsent => "no_consent",
        DropReason.PrivacySignal => "privacy_signal",
        DropReason.RateLimited => "rate_limited",
        DropReason.OverBudget => "over_budget",
        DropReason.Invalid => "invalid",
        DropReason.Unauthorized => "unauthorized",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
