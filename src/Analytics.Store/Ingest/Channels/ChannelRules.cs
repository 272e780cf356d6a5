using static Analytics.Store.Ingest.Referrers.SourceCategory;

namespace Analytics.Store.Ingest.Channels;

/// <summary>
/// The channels, in the order in which they are tried: the first whose rule holds names the visit. docs/metrics.md has this table, held to
/// it by a test.
/// </summary>
internal static class ChannelRules
{
    public const string Direct = "Direct";

    public static IReadOnlyList<ChannelRule> All { get; } =
    [
        new(
            "Cross-network",
            c => c.Name.Contains("cross-network", StringComparison.Ordinal)),
        new(
            "Paid Shopping",
            c => (c.Is(Shopping) || c.IsShopping) && c.IsPaid),
        new(
            "Display",
            c => c.Medium is "display" or "banner" or "expandable" or "interstitial" or "cpm"),
        new(
            "Paid Search",
            c => (c.Is(Search) && (c.IsPaid || c.IsPaidTag))
                || c is { Source: "Google", ClickId: "gclid" or "gbraid" or "wbraid" } or { Source: "Bing", ClickId: "msclkid" }),
        new(
            "Paid Social",
            c => c.Is(Social) && (c.IsPaid || c.IsPaidTag)),
        new(
            "Paid Video",
            c => c.Is(Video) && (c.IsPaid || c.IsPaidTag)),
        new(
            "Paid Other",
            c => c.IsPaid),
        new(
            "Organic Shopping",
            c => c.Is(Shopping) || c.IsShopping),
        new(
            "Organic Social",
            c => c.Is(Social) || c.Medium is "social" or "social-network" or "social-media" or "sm" or "social network" or "social media"),
        new(
            "Organic Video",
            c => c.Is(Video) || c.Medium.Contains("video", StringComparison.Ordinal)),
        new(
            "AI Assistants",
            c => c.Is(Assistant)),
        new(
            "Organic Search",
            c => c.Is(Search)),
        new(
            "Email",
            c => c.Is(Email) || c.SpeaksOf("email", "e-mail", "e_mail", "e mail", "newsletter")),
        new(
            "Affiliates",
            c => c.Medium == "affiliate"),
        new(
            "Audio",
            c => c.Medium == "audio"),
        new(
            "SMS",
            c => c.Medium == "sms" || c.Tag == "sms"),
        new(
            "Mobile Push Notifications",
            c => c.Medium.EndsWith("push", StringComparison.Ordinal) || c.Medium.Contains("mobile", StringComparison.Ordinal)
                || c.Medium.Contains("notification", StringComparison.Ordinal) || c.Tag == "firebase"),
        new(
            "Referral",
            c => c.HasSource || c.Medium is "referral" or "app" or "link"),
        new(
            Direct,
            _ => true),
    ];

    public static string Of(ChannelClues clues)
    {
        foreach (ChannelRule rule in All)
        {
            if (rule.Holds(clues))
            {
                return rule.Channel;
            }
        }

        return Direct;
    }
}
