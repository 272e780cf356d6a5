using Analytics.Store.Drops;

namespace Analytics.Store.Ingest.Steps;

/// <summary>A site that is switched off counts nothing.</summary>
internal static class DropInactiveSite
{
    public static DropReason? Apply(EventDraft draft) => draft.Hit.Site.IsActive ? null : DropReason.SiteInactive;
}
