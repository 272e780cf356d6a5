using Analytics.Store.Calendars;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Store.Stats.Dimensions;

/// <summary><c>time:week</c>: the week's Monday, or the first day of the range where that is later.</summary>
internal sealed class TimeWeek() : DayTimeDimension("time:week")
{
    public override LocalDay BucketOf(LocalDay day, StatsRange range)
    {
        LocalDay monday = day.Plus(-(((int)day.Date.DayOfWeek + 6) % 7));
        return monday < range.FirstDay ? range.FirstDay : monday;
    }
}
