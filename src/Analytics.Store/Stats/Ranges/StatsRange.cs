using Analytics.Store.Calendars;

namespace Analytics.Store.Stats.Ranges;

/// <summary>The time that a question is about: whole local days, or the part of them between two instants. Immutable.</summary>
public sealed record StatsRange
{
    /// <summary>The longest range that is not all of a site, in days.</summary>
    public const int MaxDays = 5_000;

    private StatsRange(LocalDay first, LocalDay last, DateTimeOffset from, DateTimeOffset before, bool wholeDays) =>
        (FirstDay, LastDay, From, Before, IsWholeDays) = (first, last, from, before, wholeDays);

    /// <summary>The first day touched.</summary>
    public LocalDay FirstDay { get; }

    /// <summary>The last day touched; not before <see cref="FirstDay"/>.</summary>
    public LocalDay LastDay { get; }

    /// <summary>The first instant.</summary>
    public DateTimeOffset From { get; }

    /// <summary>The first instant after it.</summary>
    public DateTimeOffset Before { get; }

    /// <summary>Whether it is made of whole days: then an event is in it by its day, whatever its time.</summary>
    public bool IsWholeDays { get; }

    /// <summary>How many days it touches, at least 1.</summary>
    public int Days => LastDay.Date.DayNumber - FirstDay.Date.DayNumber + 1;

    /// <summary>Every day from the first to the last.</summary>
    /// <returns>Null where the last is before the first, or the range is longer than <see cref="MaxDays"/>, or outside 1970 to 9990.</returns>
    public static StatsRange? OfDays(SiteCalendar calendar, LocalDay first, LocalDay last)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return IsUsable(first, last) ? new(first, last, calendar.StartOf(first), calendar.EndOf(last), true) : null;
    }

    /// <summary>All that a site has: as <see cref="OfDays"/>, but as long as it is.</summary>
    internal static StatsRange? Whole(SiteCalendar calendar, LocalDay first, LocalDay last) =>
        first <= last && IsInCalendar(first, last) ? new(first, last, calendar.StartOf(first), calendar.EndOf(last), true) : null;

    /// <summary>The time from one instant until, and without, another.</summary>
    /// <returns>Null where it is empty, or as for <see cref="OfDays"/>.</returns>
    public static StatsRange? OfInstants(SiteCalendar calendar, DateTimeOffset from, DateTimeOffset before)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        if (from >= before || from.UtcDateTime.Year < 1970 || before.UtcDateTime.Year > 9990)
        {
            return null;
        }

        LocalDay first = calendar.DayOf(from);
        LocalDay last = calendar.DayOf(before.AddTicks(-1));
        return IsUsable(first, last) ? new(first, last, from.ToUniversalTime(), before.ToUniversalTime(), false) : null;
    }

    /// <summary>Whether the day is one that the range touches.</summary>
    public bool Touches(LocalDay day) => day >= FirstDay && day <= LastDay;

    private static bool IsUsable(LocalDay first, LocalDay last) =>
        first <= last && IsInCalendar(first, last) && last.Date.DayNumber - first.Date.DayNumber < MaxDays;

    private static bool IsInCalendar(LocalDay first, LocalDay last) => first.Date.Year >= 1969 && last.Date.Year <= 9991;
}
