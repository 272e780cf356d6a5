using Analytics.Store.Drops;

namespace Analytics.Store.Ingest.Steps;

/// <summary>
/// Of a paused site that samples, one visitor in ten is taken, with all that they do. Those nine drop what they send; so does an event
/// without a visitor, which belongs to no sample.
/// </summary>
internal static class DropOutsideSample
{
    private const int OneIn = 10;

    public static DropReason? Apply(EventDraft draft) =>
        DropOverBudget.IsPaused(draft) && !(draft.Visitor is { } visitor && visitor.Bits % OneIn == 0) ? DropReason.OverBudget : null;
}
