using System.Globalization;
using Analytics.Store.Calendars;

namespace Analytics.Store.Stats.Ranges;

/// <summary>
/// The ranges that have a name and move with the clock: <c>day</c>, <c>24h</c>, <c>7d</c> and every other <c>Nd</c>, <c>month</c>,
/// <c>6mo</c> and every other <c>Nmo</c>, <c>year</c>, <c>all</c>, <c>realtime</c>, <c>30m</c>.
/// </summary>
/// <remarks>
/// <c>Nd</c> are the N days that ended yesterday and <c>Nmo</c> the N calendar months that ended with the last one; <c>month</c> and
/// <c>year</c> are whole calendar units, days to come included.
/// </remarks>
public static class NamedRange
{
    private const int MaxDays = StatsRange.MaxDays;
    private const int MaxMonths = 100;

    /// <summary>The range that the name means at an instant.</summary>
    /// <param name="name">As above.</param>
    /// <param name="calendar">The site's.</param>
    /// <param name="now">The present; ranges by the clock are cut to whole seconds, the present second included.</param>
    /// <param name="begin">The first day of the site, which <c>all</c> begins with, however long ago.</param>
    /// <returns>Null where the name is none of these, or N is out of range (days to 5,000, months to 100).</returns>
    public static StatsRange? Find(string name, SiteCalendar calendar, DateTimeOffset now, LocalDay begin)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        LocalDay today = calendar.DayOf(now);
        LocalDay month = new(today.Date.Year, today.Date.Month, 1);
        return name switch
        {
            "day" => StatsRange.OfDays(calendar, today, today),
            "month" => StatsRange.OfDays(calendar, month, MonthsLater(month, 1).Plus(-1)),
            "year" => StatsRange.OfDays(calendar, new(today.Date.Year, 1, 1), new(today.Date.Year, 12, 31)),
            "all" => StatsRange.Whole(calendar, begin < today ? begin : today, today),
            "24h" => Last(TimeSpan.FromHours(24)),
            "30m" => Last(TimeSpan.FromMinutes(30)),
            "realtime" => Last(TimeSpan.FromMinutes(5)),
            _ when Count(name, "mo", MaxMonths) is { } n => StatsRange.OfDays(calendar, MonthsLater(month, -n), month.Plus(-1)),
            _ when Count(name, "d", MaxDays) is { } n => StatsRange.OfDays(calendar, today.Plus(-n), today.Plus(-1)),
            _ => null,
        };

        StatsRange? Last(TimeSpan length)
        {
            DateTimeOffset second = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
            return StatsRange.OfInstants(calendar, second - length, second.AddSeconds(1));
        }
    }

    /// <summary>
    /// The same, but of a range that is not over only what has begun: of <c>month</c> and <c>year</c> the days up to today, of <c>day</c> the
    /// hours up to the present one, on the site's clock.
    /// </summary>
    internal static StatsRange? FindBegun(string name, SiteCalendar calendar, DateTimeOffset now, LocalDay begin)
    {
        LocalDay today = calendar.DayOf(now);
        return Find(name, calendar, now, begin) is not { } range ? null
            : name == "day" ? StatsRange.OfInstants(calendar, range.From, HourAfter(calendar, now) is var next && next < range.Before ? next : range.Before)
            : name is "month" or "year" && today < range.LastDay ? StatsRange.OfDays(calendar, range.FirstDay, today)
            : range;
    }

    private static DateTimeOffset HourAfter(SiteCalendar calendar, DateTimeOffset now) =>
        now.AddTicks(TimeSpan.TicksPerHour - (calendar.ClockAt(now).Ticks % TimeSpan.TicksPerHour));

    private static LocalDay MonthsLater(LocalDay day, int months) => new(day.Date.AddMonths(months));

    private static int? Count(string name, string unit, int max) =>
        name.EndsWith(unit, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(0, name.Length - unit.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int n)
        && n >= 1 && n <= max
            ? n
            : null;
}
