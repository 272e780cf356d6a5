using Analytics.Engine.Days;
using Analytics.Store.Calendars;
using Analytics.Store.Erasures;

namespace Analytics.Engine.Erasing;

/// <summary>How an erasure went on, or why it could not.</summary>
/// <param name="Erasure">As it is stored now.</param>
/// <param name="Day">The day that it was about; null where it was about all.</param>
/// <param name="Outcome">What became of it: done, or to be tried again.</param>
public sealed record ErasureWork(Erasure Erasure, LocalDay? Day, DayOutcome Outcome)
{
    /// <summary>What went wrong; null where nothing did.</summary>
    public string? Fault { get; init; }
}
