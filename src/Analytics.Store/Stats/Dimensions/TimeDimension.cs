using Analytics.Store.Calendars;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>A division of time on the site's calendar. At most one in a question; never in a filter.</summary>
public abstract class TimeDimension : Dimension
{
    private protected TimeDimension(string name) : base(name)
    {
    }

    /// <summary>The division that is meant for the range; itself, but for <c>time</c>.</summary>
    internal virtual TimeDimension For(StatsRange range) => this;

    /// <summary>The labels of every bucket that the range touches, empty or not, in ordinal order, which is that of time.</summary>
    internal abstract IReadOnlyList<string> Labels(StatsRange range, SiteCalendar calendar);
}
