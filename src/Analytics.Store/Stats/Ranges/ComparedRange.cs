using Analytics.Store.Calendars;

namespace Analytics.Store.Stats.Ranges;

/// <summary>Which range a range is compared with: a closed choice.</summary>
public abstract record ComparedRange
{
    private ComparedRange()
    {
    }

    /// <summary>The range that a range is compared with.</summary>
    /// <param name="range">Of its days, those that have not begun are left out, if any has.</param>
    /// <param name="calendar">The site's.</param>
    /// <param name="now">The present.</param>
    /// <param name="matchDayOfWeek">
    /// Whether the result is moved, by at most six days, where the two would begin on different days of the week: to the nearest such day,
    /// or to the next nearest where it would then overlap the range.
    /// </param>
    /// <returns>Null where it would be outside of the years that ranges lie in.</returns>
    public StatsRange? For(StatsRange range, SiteCalendar calendar, DateTimeOffset now, bool matchDayOfWeek)
    {
        ArgumentNullException.ThrowIfNull(range);
        ArgumentNullException.ThrowIfNull(calendar);
        LocalDay today = calendar.DayOf(now);
        StatsRange begun = range.IsWholeDays && range.FirstDay <= today && today < range.LastDay
            ? StatsRange.OfDays(calendar, range.FirstDay, today)!
            : range;
        return Find(begun, calendar) is not { } found ? null
            : matchDayOfWeek ? Moved(found, calendar, DaysToMatch(found, range))
            : found;
    }

    private protected abstract StatsRange? Find(StatsRange range, SiteCalendar calendar);

    private static int DaysToMatch(StatsRange found, StatsRange range)
    {
        int[] days = [.. Enumerable.Range(-6, 13).OrderBy(Math.Abs).Where(d => found.FirstDay.Plus(d).Date.DayOfWeek == range.FirstDay.Date.DayOfWeek)];
        return days.Where(d => d == 0 || found.LastDay.Plus(d) < range.FirstDay || found.FirstDay.Plus(d) > range.LastDay).Append(days[0]).First();
    }

    // Instants are moved by as many times 24 hours.
    private static StatsRange? Moved(StatsRange range, SiteCalendar calendar, int days) => range.IsWholeDays
        ? StatsRange.OfDays(calendar, range.FirstDay.Plus(days), range.LastDay.Plus(days))
        : StatsRange.OfInstants(calendar, range.From.AddDays(days), range.Before.AddDays(days));

    /// <summary>As much time, just before it.</summary>
    public sealed record PreviousPeriod : ComparedRange
    {
        private protected override StatsRange? Find(StatsRange range, SiteCalendar calendar) => range.IsWholeDays
            ? Moved(range, calendar, -range.Days)
            : StatsRange.OfInstants(calendar, range.From - (range.Before - range.From), range.From);
    }

    /// <summary>As much time, from the same date a year earlier; from 28 February for 29 February.</summary>
    public sealed record YearOverYear : ComparedRange
    {
        private protected override StatsRange? Find(StatsRange range, SiteCalendar calendar) =>
            Moved(range, calendar, range.FirstDay.Date.AddYears(-1).DayNumber - range.FirstDay.Date.DayNumber);
    }

    /// <summary>Another one.</summary>
    /// <param name="Range">As it was given.</param>
    public sealed record Other(StatsRange Range) : ComparedRange
    {
        private protected override StatsRange Find(StatsRange range, SiteCalendar calendar) => Range;
    }
}
