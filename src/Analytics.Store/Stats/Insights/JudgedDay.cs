using Analytics.Store.Calendars;

namespace Analytics.Store.Stats.Insights;

/// <summary>A day's count beside what the same weekdays before it let expect.</summary>
/// <param name="Day">The site's day.</param>
/// <param name="Count">What was counted on it.</param>
/// <param name="Verdict">What that is.</param>
/// <param name="Weekdays">How many such weekdays before it were looked at, 0 to 8.</param>
public sealed record JudgedDay(LocalDay Day, long Count, DayVerdict Verdict, int Weekdays)
{
    /// <summary>What was expected; null where there is too little history.</summary>
    public double? Expected { get; init; }

    /// <summary>The lowest count that is usual, at least 0; null as above.</summary>
    public double? Low { get; init; }

    /// <summary>The highest count that is usual; null as above.</summary>
    public double? High { get; init; }

    /// <summary>Whether it is high or low.</summary>
    public bool IsUnusual => Verdict is DayVerdict.High or DayVerdict.Low;
}
