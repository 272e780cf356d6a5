using Analytics.Store.Drops;
using Analytics.Store.Events;
using Analytics.Store.Ingest.Channels;
using Analytics.Store.Ingest.Referrers;
using Analytics.Store.Inputs;

namespace Analytics.Store.Ingest.Steps;

/// <summary>
/// Referrer, source, channel and click id. The campaign's tag names the source before the referrer does; the site's own pages refer nobody.
/// </summary>
internal static class PutReferral
{
    private const int MaxReferrer = 500;

    public static DropReason? Apply(EventDraft draft)
    {
        string? tag = draft.Campaign.Source, clickId = draft.Tags.ClickId;
        ReferringPage? page = draft.Settings.TrackReferrers ? draft.Referrer : null;
        if (page is not null && IsOwn(draft, page))
        {
            page = null;
        }

        string? source = tag is not null ? KnownSources.Named(tag)?.Name ?? tag : page is null ? null : ReferrerSource.OfPage(page);
        if (draft.Campaign.Medium is null && InferredMedium(source, clickId) is { } medium)
        {
            draft.Campaign = draft.Campaign with { Medium = medium };
        }

        string channel = ChannelRules.Of(new ChannelClues(source, draft.Campaign, clickId));
        draft.Referral = new Referral(Text.Clean(page?.Text, MaxReferrer) is { } kept ? PathScrub.Clean(kept, draft.Settings.ScrubPaths) : null, Text.Clean(source, EventLimits.Tag), channel, clickId);
        return null;
    }

    private static bool IsOwn(EventDraft draft, ReferringPage page) =>
        page.Host == draft.Hostname || draft.Hit.Site.Owns(page.Host, draft.Hit.ReceivedAt);

    private static string? InferredMedium(string? source, string? clickId) => (source, clickId) switch
    {
        ("Google", "gclid") => "(gclid)",
        ("Bing", "msclkid") => "(msclkid)",
        _ => null,
    };
}
