using Analytics.Store.Drops;
using Analytics.Store.Events;
using Analytics.Store.Ingest.Channels;
using Analytics.Store.Ingest.Referrers;
using Analytics.Store.Inputs;

namespace Analytics.Store.Ingest.Steps;

/// <summary>
/// Referrer, source, channel and click id. A tag in the address (<c>utm_source</c>, <c>source</c>, <c>ref</c>) names the source before
/// the referrer does; the site's own pages refer nobody.
/// </summary>
internal static class PutReferral
{
    private const int MaxReferrer = 500;
    private static readonly string[] SourceTags = ["utm_source", "source", "ref"];
    private static readonly string[] ClickIds = ["gclid", "gbraid", "wbraid", "msclkid", "fbclid", "twclid"];

    public static DropReason? Apply(EventDraft draft)
    {
        string? tag = null;
        string? clickId = null;
        if (draft.Settings.TrackUtmParams && draft.Query.Count > 0)
        {
            var parameters = draft.Query.Select(p => (Name: p.Name.ToLowerInvariant(), p.Value)).ToList();
            tag = SourceTags.Select(t => Text.Clean(parameters.Find(p => p.Name == t).Value, PutCampaign.MaxTag)).FirstOrDefault(v => v is not null);
            clickId = ClickIds.FirstOrDefault(id => parameters.Exists(p => p.Name == id && p.Value.Length > 0));
        }

        ReferringPage? page = draft.Settings.TrackReferrers ? draft.Referrer : null;
        if (page is not null && IsOwn(draft, page))
        {
            page = null;
        }

        string? source = tag is not null ? KnownSources.Named(tag)?.Name ?? tag : page is null ? null : ReferrerSource.OfHost(page.Host);
        string? medium = draft.Campaign.Medium ?? InferredMedium(source, clickId);
        if (medium != draft.Campaign.Medium)
        {
            draft.Campaign = draft.Campaign with { Medium = medium };
        }

        string channel = ChannelRules.Of(new ChannelClues(source, draft.Campaign, clickId));
        draft.Referral = new Referral(Text.Clean(page?.Text, MaxReferrer) is { } kept ? PathScrub.Clean(kept, draft.Settings.ScrubPaths) : null, Text.Clean(source, PutCampaign.MaxTag), channel, clickId);
        return null;
    }

    private static bool IsOwn(EventDraft draft, ReferringPage page) =>
        page.Host == draft.Hostname || draft.Hit.Site.Domains.Any(domain => DropForeignHostname.IsWithin(page.Host, domain));

    private static string? InferredMedium(string? source, string? clickId) => (source, clickId) switch
    {
        ("Google", "gclid") => "(gclid)",
        ("Bing", "msclkid") => "(msclkid)",
        _ => null,
    };
}
