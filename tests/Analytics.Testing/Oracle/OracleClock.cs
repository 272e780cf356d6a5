using Analytics.Store.Calendars;
using System.Globalization;
using Analytics.Store.Days;

namespace Analytics.Testing.Oracle;

/// <summary>
/// A site's days and clock, found the slow way: by asking the time zone about one minute after the other. Zones by the first day on
/// which they hold, oldest first.
/// </summary>
public sealed class OracleClock(params (LocalDay From, string Zone)[] zones)
{
    private readonly Dictionary<LocalDay, DateTimeOffset> _borders = [];

    public IReadOnlyList<(LocalDay From, string Zone)> Zones => zones;

    public DateTime Show(DateTimeOffset instant, LocalDay day) => TimeZoneInfo.ConvertTime(instant, ZoneOn(day)).DateTime;

    /// <summary>The first minute whose clock, in the zone of that day, shows the day or a later one.</summary>
    public DateTimeOffset StartOf(LocalDay day)
    {
        if (_borders.TryGetValue(day, out DateTimeOffset known))
        {
            return known;
        }

        TimeZoneInfo zone = ZoneOn(day);
        var minute = new DateTimeOffset(day.Date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddHours(-15);
        while (DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(minute, zone).DateTime) < day.Date)
        {
            minute = minute.AddMinutes(1);
        }

        return _borders[day] = minute;
    }

    /// <summary>The last day that has begun.</summary>
    public LocalDay DayOf(DateTimeOffset instant)
    {
        var day = new LocalDay(DateOnly.FromDateTime(instant.UtcDateTime).AddDays(2));
        while (StartOf(day) > instant)
        {
            day = day.Plus(-1);
        }

        return day;
    }

    /// <summary>What a range means at the moment of asking: its days, and its instants unless it is made of whole days.</summary>
    public OracleSpan Resolve(string[] range, DateTimeOffset now, LocalDay begin)
    {
        LocalDay today = DayOf(now);
        DateOnly month = new(today.Date.Year, today.Date.Month, 1);
        var second = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        if (range is [string a, string b])
        {
            return LocalDay.TryParse(a, out LocalDay first) && LocalDay.TryParse(b, out LocalDay last)
                ? new(first, last, null, null)
                : Between(DateTimeOffset.Parse(a, CultureInfo.InvariantCulture), DateTimeOffset.Parse(b, CultureInfo.InvariantCulture));
        }

        return range[0] switch
        {
            "day" => new(today, today, null, null),
            "month" => new(new(month), new(month.AddMonths(1).AddDays(-1)), null, null),
            "year" => new(new(today.Date.Year, 1, 1), new(today.Date.Year, 12, 31), null, null),
            "all" => new(begin < today ? begin : today, today, null, null),
            "24h" => Between(second.AddHours(-24), second),
            "30m" => Between(second.AddMinutes(-30), second),
            "realtime" => Between(second.AddMinutes(-5), second),
            string s when s.EndsWith("mo", StringComparison.Ordinal) => new(new(month.AddMonths(-Number(s[..^2]))), new(month.AddDays(-1)), null, null),
            string s => new(today.Plus(-Number(s[..^1])), today.Plus(-1), null, null),
        };

        OracleSpan Between(DateTimeOffset from, DateTimeOffset to)
        {
            DateTimeOffset before = to.AddSeconds(1);
            return new(DayOf(from), DayOf(before.AddTicks(-1)), from, before);
        }
    }

    private TimeZoneInfo ZoneOn(LocalDay day) => TimeZoneInfo.FindSystemTimeZoneById(zones.Last(z => z.From <= day).Zone);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
