using Analytics.Store.Drops;
using Analytics.Store.Sites;

namespace Analytics.Store.Ingest.Steps;

/// <summary>The site, or the whole deployment, has taken as many events as are allowed for a day, and takes no more.</summary>
internal static class DropOverBudget
{
    public static DropReason? Apply(EventDraft draft) =>
        IsPaused(draft) && draft.Settings.OverBudget != OverBudget.Sample ? DropReason.OverBudget : null;

    public static bool IsPaused(EventDraft draft) => draft.Hit.ReceivedAt < draft.Hit.Site.PausedUntil;
}
