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
            "The campaign's name contains `cross-network`.",
            c => c.Name.Contains("cross-network", StringComparison.Ordinal)),
        new(
            "Paid Shopping",
            "The source is a shop, or the campaign's name speaks of shopping; and the medium is paid.",
            c => (c.Is(Shopping) || c.IsShopping) && c.IsPaid),
        new(
            "Display",
            "The medium is `display`, `banner`, `expandable`, `interstitial` or `cpm`.",
            c => c.Medium is "display" or "banner" or "expandable" or "interstitial" or "cpm"),
        new(
            "Paid Search",
            "The source is a search engine, and the medium or the tag is paid; or the source is Google and the address has a `gclid`, `gbraid` or `wbraid`; or it is Bing, with a `msclkid`.",
            c => (c.Is(Search) && (c.IsPaid || c.IsPaidTag))
                || c is { Source: "Google", ClickId: "gclid" or "gbraid" or "wbraid" } or { Source: "Bing", ClickId: "msclkid" }),
        new(
            "Paid Social",
            "The source is a social network, and the medium or the tag is paid.",
            c => c.Is(Social) && (c.IsPaid || c.IsPaidTag)),
        new(
            "Paid Video",
            "The source is a video platform, and the medium or the tag is paid.",
            c => c.Is(Video) && (c.IsPaid || c.IsPaidTag)),
        new(
            "Paid Other",
            "The medium is paid.",
            c => c.IsPaid),
        new(
            "Organic Shopping",
            "The source is a shop, or the campaign's name speaks of shopping.",
            c => c.Is(Shopping) || c.IsShopping),
        new(
            "Organic Social",
            "The source is a social network, or the medium is `social`, `social-network`, `social-media`, `sm`, `social network` or `social media`.",
            c => c.Is(Social) || c.Medium is "social" or "social-network" or "social-media" or "sm" or "social network" or "social media"),
        new(
            "Organic Video",
            "The source is a video platform, or the medium contains `video`.",
            c => c.Is(Video) || c.Medium.Contains("video", StringComparison.Ordinal)),
        new(
            "AI Assistants",
            "The source is an assistant, such as ChatGPT, Copilot or Perplexity.",
            c => c.Is(Assistant)),
        new(
            "Organic Search",
            "The source is a search engine.",
            c => c.Is(Search)),
        new(
            "Email",
            "The source is a mail program, or the medium or the tag contains `email`, `e-mail`, `e_mail`, `e mail` or `newsletter`.",
            c => c.Is(Email) || c.SpeaksOf("email", "e-mail", "e_mail", "e mail", "newsletter")),
        new(
            "Affiliates",
            "The medium is `affiliate`.",
            c => c.Medium == "affiliate"),
        new(
            "Audio",
            "The medium is `audio`.",
            c => c.Medium == "audio"),
        new(
            "SMS",
            "The medium or the tag is `sms`.",
            c => c.Medium == "sms" || c.Tag == "sms"),
        new(
            "Mobile Push Notifications",
            "The medium ends with `push`, or contains `mobile` or `notification`; or the tag is `firebase`.",
            c => c.Medium.EndsWith("push", StringComparison.Ordinal) || c.Medium.Contains("mobile", StringComparison.Ordinal)
                || c.Medium.Contains("notification", StringComparison.Ordinal) || c.Tag == "firebase"),
        new(
            "Referral",
            "There is a source, or the medium is `referral`, `app` or `link`.",
            c => c.HasSource || c.Medium is "referral" or "app" or "link"),
        new(
            Direct,
            "Anything else.",
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
