using Analytics.Store.Drops;
using Analytics.Store.Events;

namespace Analytics.Store.Ingest.Steps;

/// <summary>Engagement that tells neither time nor depth tells nothing.</summary>
internal static class DropEmptyEngagement
{
    public static DropReason? Apply(EventDraft draft) =>
        draft.Hit.Name == EventName.Engagement && (draft.Hit.Engagement is null or { Milliseconds: 0, Scroll: null })
            ? DropReason.EmptyEngagement
            : null;
}
