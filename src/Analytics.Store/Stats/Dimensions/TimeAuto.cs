using Analytics.Store.Calendars;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Store.Stats.Dimensions;

/// <summary><c>time</c>: hours up to 48 hours, days up to 40 days, weeks up to 52 weeks, months beyond, counted from the first to the last second.</summary>
internal sealed class TimeAuto() : TimeDimension("time")
{
    private static readonly TimeDimension Hour = new TimeHour(), Day = new TimeDay(), Week = new TimeWeek(), Month = new TimeMonth();

    internal override TimeDimension For(StatsRange range)
    {
        TimeSpan length = range.Before.AddSeconds(-1) - range.From;
        return (long)length.TotalHours <= 48 ? Hour : length.Days <= 40 ? Day : length.Days / 7 <= 52 ? Week : Month;
    }

    internal override IReadOnlyList<string> Labels(StatsRange range, SiteCalendar calendar) => For(range).Labels(range, calendar);
}
