using Analytics.Store.Drops;

namespace Analytics.Store.Ingest.Steps;

/// <summary>Only the site's own host names and their subdomains count, so that nobody who copies the snippet fills the numbers.</summary>
internal static class DropForeignHostname
{
    public static DropReason? Apply(EventDraft draft) =>
        !draft.Settings.CheckHostnames || draft.Hit.Site.Owns(draft.Hostname, draft.Hit.ReceivedAt) ? null : DropReason.Hostname;
}
