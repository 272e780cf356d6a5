using Analytics.Store.Calendars;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Store.Stats.Dimensions;

/// <summary><c>time:month</c>: the first of the month, even where the range begins later.</summary>
internal sealed class TimeMonth() : DayTimeDimension("time:month")
{
    public override LocalDay BucketOf(LocalDay day, StatsRange range) => new(day.Date.Year, day.Date.Month, 1);
}
