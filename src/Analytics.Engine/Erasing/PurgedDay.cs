using Analytics.Engine.Days;
using Analytics.Store.Erasures;

namespace Analytics.Engine.Erasing;

/// <summary>What became of a day that people were erased from.</summary>
/// <param name="Outcome">Done: nothing of them is there. Anything else: it must be searched again.</param>
/// <param name="IsChanged">Whether something was taken out.</param>
/// <param name="Events">Events that were.</param>
internal sealed record PurgedDay(DayOutcome Outcome, bool IsChanged, long Events)
{
    /// <summary>What the search that found nothing looked through.</summary>
    public ErasureCounts LookedAt { get; init; }

    /// <summary>What went wrong; null where nothing did.</summary>
    public string? Fault { get; init; }

    public bool IsDone => Outcome == DayOutcome.Done;
}
