using Analytics.Store.Calendars;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Store.Stats.Dimensions;

/// <summary><c>time:day</c>: <c>2026-03-10</c>.</summary>
internal sealed class TimeDay() : DayTimeDimension("time:day")
{
    public override LocalDay BucketOf(LocalDay day, StatsRange range) => day;
}
