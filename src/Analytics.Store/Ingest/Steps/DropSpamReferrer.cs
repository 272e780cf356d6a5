using Analytics.Store.Drops;
using Analytics.Store.Ingest.Referrers;

namespace Analytics.Store.Ingest.Steps;

/// <summary>Hosts that are sent as referrers only to be looked up by the owner.</summary>
internal static class DropSpamReferrer
{
    public static DropReason? Apply(EventDraft draft) =>
        draft.Referrer is { } page && SpamHosts.Contains(page.Host) ? DropReason.SpamReferrer : null;
}
