using Analytics.Store.Calendars;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>A division of time into days or groups of days: an event falls into it by its day.</summary>
internal abstract class DayTimeDimension(string name) : TimeDimension(name)
{
    /// <summary>The first day of the bucket, which names it.</summary>
    public abstract LocalDay BucketOf(LocalDay day, StatsRange range);

    internal override IReadOnlyList<string> Labels(StatsRange range, SiteCalendar calendar) =>
        [.. Enumerable.Range(0, range.Days).Select(i => BucketOf(range.FirstDay.Plus(i), range)).Distinct().Select(day => day.ToString())];
}
