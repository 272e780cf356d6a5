namespace Analytics.Store.Ingest.Steps;

/// <summary>A site that has taken as many events as its owner allows for a day is paused: what others send must not cost the owner any sum.</summary>
internal static class DropOverBudget
{
    public static DropReason? Apply(EventDraft draft) => draft.Hit.ReceivedAt < draft.Hit.Site.PausedUntil ? DropReason.OverBudget : null;
}
