using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Engine.Days;

/// <summary>One thing that was done with a day, or could not be.</summary>
/// <param name="Site">Whose day.</param>
/// <param name="Day">The day.</param>
/// <param name="Step">What was to be done.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record DayWork(SiteId Site, LocalDay Day, DayStep Step, DayOutcome Outcome)
{
    /// <summary>Events that it took in.</summary>
    public long Rows { get; init; }

    /// <summary>By how many events an audit found the day to differ; expected 0.</summary>
    public long Drift { get; init; }

    /// <summary>What went wrong; null where nothing did.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether a person must look: numbers may be wrong, or are about to be lost.</summary>
    public bool IsAlarm => Drift != 0 || Outcome is DayOutcome.Refused or DayOutcome.Failed;
}
