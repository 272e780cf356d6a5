using static Analytics.Store.Ingest.Referrers.SourceCategory;

namespace Analytics.Store.Ingest.Channels;

/// <summary>The channels, in the order in which they are tried: the first whose rule holds names the visit. docs/metrics.md explains them.</summary>
internal static class ChannelRules
{
    public const string Direct = "Direct";

    private static readonly (string Channel, Func<ChannelClues, bool> Holds)[] Rules =
    [
        ("Cross-network", c => c.Name.Contains("cross-network", StringComparison.Ordinal)),
        ("Paid Shopping", c => (c.Is(Shopping) || c.IsShopping) && c.IsPaid),
        ("Paid Search", c => (c.Is(Search) && (c.IsPaid || c.IsPaidTag)) || c is { Source: "Google", ClickId: "gclid" } or { Source: "Bing", ClickId: "msclkid" }),
        ("Paid Social", c => c.Is(Social) && (c.IsPaid || c.IsPaidTag)),
        ("Paid Video", c => c.Is(Video) && (c.IsPaid || c.IsPaidTag)),
        ("Display", c => c.Medium is "display" or "banner" or "expandable" or "interstitial" or "cpm"),
        ("Paid Other", c => c.IsPaid),
        ("Organic Shopping", c => c.Is(Shopping) || c.IsShopping),
        ("Organic Social", c => c.Is(Social) || c.Medium is "social" or "social-network" or "social-media" or "sm" or "social network" or "social media"),
        ("Organic Video", c => c.Is(Video) || c.Medium.Contains("video", StringComparison.Ordinal)),
        ("AI Assistants", c => c.Is(Assistant)),
        ("Organic Search", c => c.Is(Search)),
        ("Email", c => c.Is(Email) || c.SpeaksOf("email", "e-mail", "e_mail", "e mail", "newsletter")),
        ("Affiliates", c => c.Medium == "affiliate"),
        ("Audio", c => c.Medium == "audio"),
        ("SMS", c => c.Medium == "sms" || c.Tag == "sms"),
        ("Mobile Push Notifications", c =>
            c.Medium.EndsWith("push", StringComparison.Ordinal) || c.Medium.Contains("mobile", StringComparison.Ordinal)
            || c.Medium.Contains("notification", StringComparison.Ordinal) || c.Tag == "firebase"),
        ("Referral", c => c.HasSource || c.Medium is "referral" or "app" or "link"),
    ];

    public static string Of(ChannelClues clues)
    {
        foreach ((string channel, Func<ChannelClues, bool> holds) in Rules)
        {
            if (holds(clues))
            {
                return channel;
            }
        }

        return Direct;
    }
}
