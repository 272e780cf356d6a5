using Analytics.Store.Calendars;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>A division of time by what the site's clock shows: an hour that is repeated when the clock goes back is one bucket.</summary>
internal abstract class ClockTimeDimension(string name, TimeSpan length) : TimeDimension(name)
{
    /// <summary>How long a bucket is, unless the clock is changed within it.</summary>
    public TimeSpan Length => length;

    /// <summary>What the clock showed when the bucket began.</summary>
    public DateTime BucketOf(DateTime clock) => new(clock.Ticks - (clock.Ticks % length.Ticks));

    // A range is empty where its only day was skipped by the clock.
    internal override IReadOnlyList<string> Labels(StatsRange range, SiteCalendar calendar) => range.From == range.Before
        ? []
        : [.. new ClockLabels(calendar, this).Between(range.From, range.Before.AddTicks(-1)).Distinct().Order(StringComparer.Ordinal)];
}
