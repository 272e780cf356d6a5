using Analytics.Store.Drops;
using Analytics.Store.Events;

namespace Analytics.Store.Ingest.Steps;

/// <summary>The five UTM tags. Where there is no <c>utm_source</c>, <c>source</c> or <c>ref</c> is it.</summary>
internal static class PutCampaign
{
    public static DropReason? Apply(EventDraft draft)
    {
        LandingTags tags = draft.Tags;
        draft.Campaign = new Campaign(tags["utm_source"] ?? tags["source"] ?? tags["ref"], tags["utm_medium"], tags["utm_campaign"], tags["utm_content"], tags["utm_term"]);
        return null;
    }
}
