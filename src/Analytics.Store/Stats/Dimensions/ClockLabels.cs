using System.Globalization;
using Analytics.Store.Calendars;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>Which bucket of the clock an instant falls into, and which ones a stretch of time touches. Not for concurrent use.</summary>
internal sealed class ClockLabels(SiteCalendar calendar, ClockTimeDimension dimension)
{
    // Since 1973 every zone keeps offsets of whole minutes and changes them on the minute, so that a minute has one label.
    private const int WholeMinutesSince = 1973;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly Dictionary<long, string> _labels = [];

    /// <summary><c>yyyy-MM-dd HH:mm:ss</c>, the clock at the beginning of the bucket.</summary>
    public string At(DateTimeOffset instant)
    {
        long minute = instant.UtcTicks / TimeSpan.TicksPerMinute;
        if (_labels.TryGetValue(minute, out string? label))
        {
            return label;
        }

        label = dimension.BucketOf(calendar.ClockAt(instant)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        if (instant.UtcDateTime.Year >= WholeMinutesSince)
        {
            _labels.Add(minute, label);
        }

        return label;
    }

    /// <summary>The buckets of a stretch of time, both ends included, at least once each.</summary>
    public IEnumerable<string> Between(DateTimeOffset from, DateTimeOffset to)
    {
        yield return At(from);
        for (DateTimeOffset next; from < to; from = next)
        {
            DateTime clock = calendar.ClockAt(from);
            next = from + (dimension.BucketOf(clock) + dimension.Length - clock);
            next = next < to ? next : to;
            if (calendar.ClockAt(next) - clock != next - from)
            {
                // The clock was changed on the way, and not always at a full hour: look at every minute.
                for (DateTimeOffset minute = from + Minute; minute < next; minute += Minute)
                {
                    yield return At(minute);
                }
            }

            yield return At(next);
        }
    }

    /// <summary>Forgets what it has learnt of past days; a bound on memory.</summary>
    public void Forget() => _labels.Clear();
}
