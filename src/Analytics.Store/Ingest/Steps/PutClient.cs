using Analytics.Store.Drops;
using Analytics.Store.Events;
using Analytics.Store.Ingest.UserAgents;

namespace Analytics.Store.Ingest.Steps;

/// <summary>Browser, system, device class, screen and language; and the details that some senders tell.</summary>
internal static class PutClient
{
    public static DropReason? Apply(EventDraft draft)
    {
        if (draft.Settings.TrackDeviceType)
        {
            ParsedUserAgent parsed = HintedClient.Of(UserAgentParser.Parse(draft.Hit.UserAgent), draft.Hit.Hints);
            draft.Client = new Client
            {
                Browser = parsed.Browser,
                BrowserVersion = parsed.BrowserVersion,
                Os = parsed.Os,
                OsVersion = parsed.OsVersion,
                Device = parsed.Device,
                ScreenWidth = draft.Hit.ScreenWidth,
                ScreenHeight = draft.Hit.ScreenHeight,
                Language = PrimaryLanguage(draft.Hit.Language),
                Details = draft.Settings.CollectGeolocation ? draft.Hit.Details : draft.Hit.Details with { TimeZone = null }, // which says where somebody is
            };
        }

        return null;
    }

    // "et-EE,et;q=0.9,en;q=0.8" → "et": one subtag says enough and singles nobody out.
    private static string? PrimaryLanguage(string? header)
    {
        string first = (header ?? "").Split(',', ';')[0].Split('-', '_')[0].Trim().ToLowerInvariant();
        return first.Length is 2 or 3 && first.All(char.IsAsciiLetterLower) ? first : null;
    }
}
