using Analytics.Store.Calendars;
using System.Globalization;
using Analytics.Store.Days;

namespace Analytics.Testing.Oracle;

/// <summary>The buckets of a dimension of time over a range.</summary>
/// <param name="clock">The site's.</param>
/// <param name="time"><c>time:minute</c> to <c>time:month</c>; empty for none.</param>
/// <param name="span">The range.</param>
public sealed class OracleTimes(OracleClock clock, string time, OracleSpan span)
{
    /// <summary>What <c>time</c> means over a range.</summary>
    public static string Pick(OracleClock clock, string time, OracleSpan span)
    {
        TimeSpan length = (span.Before ?? clock.StartOf(span.Last.Plus(1))).AddSeconds(-1) - (span.From ?? clock.StartOf(span.First));
        return time != "time" ? time
            : length < TimeSpan.FromHours(49) ? "time:hour"
            : length < TimeSpan.FromDays(41) ? "time:day"
            : length < TimeSpan.FromDays(53 * 7) ? "time:week"
            : "time:month";
    }

    public string Label(DateTimeOffset at, LocalDay day) => time switch
    {
        "" => "",
        "time:minute" => clock.Show(at, day).ToString("yyyy-MM-dd HH:mm':00'", CultureInfo.InvariantCulture),
        "time:hour" => clock.Show(at, day).ToString("yyyy-MM-dd HH':00:00'", CultureInfo.InvariantCulture),
        "time:day" => day.ToString(),
        "time:month" => day.ToString()[..8] + "01",
        _ => Enumerable.Range(0, 7).Select(i => day.Plus(-i)).First(d => d.Date.DayOfWeek == DayOfWeek.Monday || d == span.First).ToString(),
    };

    /// <summary>The buckets in which a visit was active.</summary>
    public IEnumerable<string> Labels(OracleVisit visit)
    {
        DateTimeOffset start = visit.Events[0].Time, end = visit.Events[^1].Time;
        start = span.From is { } from && from > start ? from : start;
        end = span.Before is { } before && before <= end ? before.AddTicks(-1) : end;
        return start > end ? [] : Minutes(start, end).Select(at => Label(at, visit.Events[0].Day)).Distinct();
    }

    /// <summary>All that the range touches, in order.</summary>
    public IReadOnlyList<string> All()
    {
        IEnumerable<string> labels = time is "time:hour" or "time:minute"
            ? Minutes(span.From ?? clock.StartOf(span.First), (span.Before ?? clock.StartOf(span.Last.Plus(1))).AddTicks(-1))
                .Select(at => Label(at, clock.DayOf(at)))
            : Enumerable.Range(0, span.Days).Select(i => Label(default, span.First.Plus(i)));
        return [.. labels.Distinct().Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<DateTimeOffset> Minutes(DateTimeOffset from, DateTimeOffset to)
    {
        for (DateTimeOffset at = from; at < to; at = at.AddMinutes(1))
        {
            yield return at;
        }

        if (from <= to)
        {
            yield return to;
        }
    }
}
