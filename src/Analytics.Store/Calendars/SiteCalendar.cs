using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Analytics.Store.Inputs;

namespace Analytics.Store.Calendars;

/// <summary>
/// Which day an instant belongs to at a site, and when each day begins. Days tile time: they neither overlap nor leave gaps, across
/// daylight-saving changes (days of 23 or 25 hours), midnights that are skipped or repeated, and changes of the site's zone (the day
/// before a change is longer or shorter).
/// </summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class SiteCalendar
{
    /// <summary>What a zone's name must be, for a fault.</summary>
    internal const string ZoneRule = "must be an IANA time zone such as Europe/Tallinn or UTC";

    private static readonly LocalDay FirstDay = new(DateOnly.MinValue);
    private static readonly ConcurrentDictionary<(string Zone, LocalDay Day), DateTimeOffset> Starts = new();
    private readonly (ZoneChange Change, TimeZoneInfo Zone)[] _zones;

    /// <summary>The calendar of a site that counts its days in UTC.</summary>
    public static SiteCalendar Utc { get; } = For("UTC");

    private SiteCalendar((ZoneChange, TimeZoneInfo)[] zones) => _zones = zones;

    /// <summary>The changes of zone, oldest first; the first holds from the beginning of time.</summary>
    public IReadOnlyList<ZoneChange> History => Array.ConvertAll(_zones, z => z.Change);

    /// <summary>The IANA name of the newest zone, which may not have taken effect yet.</summary>
    public string Zone => _zones[^1].Change.Zone;

    /// <summary>A calendar in one zone for all time.</summary>
    /// <exception cref="AnalyticsInputException">The zone is not known.</exception>
    public static SiteCalendar For(string zone, string field = "timezone") =>
        new([(new ZoneChange(FirstDay, zone), Find(zone, field))]);

    /// <exception cref="AnalyticsInputException">No change, days not ascending, or an unknown zone.</exception>
    public static SiteCalendar FromHistory(IReadOnlyList<ZoneChange> history, string field = "zones")
    {
        ArgumentNullException.ThrowIfNull(history);
        var faults = new InputFaults().Require(history.Count > 0, field, "must name at least one zone");
        for (int i = 1; i < history.Count; i++)
        {
            faults.Require(history[i - 1].From < history[i].From, field, "must be in ascending order of their first day");
        }

        faults.ThrowIfAny();
        return new([.. history.Select((change, i) => (i == 0 ? change with { From = FirstDay } : change, Find(change.Zone, field)))]);
    }

    /// <summary>
    /// This calendar with another zone from the first local midnight of that zone which is at least ten minutes after
    /// <paramref name="now"/>, so that no event under way is given a day that changes under it.
    /// </summary>
    public SiteCalendar ChangeZone(string zone, DateTimeOffset now)
    {
        TimeZoneInfo found = Find(zone, "timezone");
        if (zone == Zone)
        {
            return this;
        }

        LocalDay from = new(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, found).Date));
        while (StartIn(found, zone, from) < now.AddMinutes(10) || from <= DayOf(now.AddMinutes(10)))
        {
            from = from.Plus(1);
        }

        return new([.. _zones.Where(z => z.Change.From < from), (new ZoneChange(from, zone), found)]);
    }

    /// <summary>The day that the instant belongs to: the last day that has begun.</summary>
    public LocalDay DayOf(DateTimeOffset instant)
    {
        for (int i = _zones.Length - 1; ; i--)
        {
            (ZoneChange change, TimeZoneInfo zone) = _zones[i];
            if (i > 0 && instant < StartIn(zone, change.Zone, change.From))
            {
                continue;
            }

            LocalDay day = new(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime));
            if (StartIn(zone, change.Zone, day.Plus(1)) <= instant)
            {
                day = day.Plus(1); // the clock went back over midnight: the new day has begun and does not end again
            }

            // The day before a change of zone lasts until the change, whatever the old zone's clock says by then.
            return i + 1 < _zones.Length && day >= _zones[i + 1].Change.From ? _zones[i + 1].Change.From.Plus(-1)
                : day < change.From ? change.From : day;
        }
    }

    /// <summary>The first instant of the day, in UTC.</summary>
    public DateTimeOffset StartOf(LocalDay day)
    {
        int i = _zones.Length - 1;
        while (_zones[i].Change.From > day)
        {
            i--;
        }

        DateTimeOffset start = StartIn(_zones[i].Zone, _zones[i].Change.Zone, day);
        if (i + 1 < _zones.Length)
        {
            DateTimeOffset change = StartIn(_zones[i + 1].Zone, _zones[i + 1].Change.Zone, _zones[i + 1].Change.From);
            start = start < change ? start : change; // a day that the change swallows is empty
        }

        return start;
    }

    /// <summary>The first instant after the day: the start of the next.</summary>
    public DateTimeOffset EndOf(LocalDay day) => StartOf(day.Plus(1));

    /// <summary>The IANA name of the zone in which the day is counted.</summary>
    public string ZoneOf(LocalDay day) => _zones.Last(z => z.Change.From <= day).Change.Zone;

    /// <summary>What the site's clock shows at the instant: the zone is that of the instant's day.</summary>
    public DateTime ClockAt(DateTimeOffset instant)
    {
        LocalDay day = DayOf(instant);
        TimeZoneInfo zone = _zones.Last(z => z.Change.From <= day).Zone;
        return TimeZoneInfo.ConvertTime(instant, zone).DateTime;
    }

    /// <summary>The zone of a name; false where there is none.</summary>
    internal static bool TryFindZone(string? zone, [NotNullWhen(true)] out TimeZoneInfo? found)
    {
        found = null;
        return zone is not null && zone.Length <= 64 && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out found);
    }

    private static DateTimeOffset StartIn(TimeZoneInfo zone, string name, LocalDay day) =>
        Starts.TryGetValue((name, day), out DateTimeOffset start) ? start : Remember(zone, name, day);

    private static DateTimeOffset Remember(TimeZoneInfo zone, string name, LocalDay day)
    {
        if (Starts.Count > 20_000)
        {
            Starts.Clear(); // a bound on memory, not a policy: starts are cheap to find again
        }

        return Starts[(name, day)] = FindStart(zone, day);
    }

    private static DateTimeOffset FindStart(TimeZoneInfo zone, LocalDay day)
    {
        if (day.Date <= DateOnly.MinValue.AddDays(1) || day.Date >= DateOnly.MaxValue.AddDays(-1))
        {
            return new DateTimeOffset(day.Date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        }

        DateTime midnight = day.Date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        if (zone.IsAmbiguousTime(midnight))
        {
            return new DateTimeOffset(midnight, zone.GetAmbiguousTimeOffsets(midnight).Max()).ToUniversalTime();
        }

        return zone.IsInvalidTime(midnight)
            ? FirstInstantOf(zone, day)
            : new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    // Midnight does not exist (the clock was put forward over it): the first instant whose clock shows the day or a later one.
    private static DateTimeOffset FirstInstantOf(TimeZoneInfo zone, LocalDay day)
    {
        DateTimeOffset middle = new(day.Date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        long low = middle.AddHours(-30).ToUnixTimeMilliseconds();
        long high = middle.AddHours(30).ToUnixTimeMilliseconds();
        while (low < high)
        {
            long half = low + ((high - low) / 2);
            bool begun = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(half), zone).DateTime) >= day.Date;
            (low, high) = begun ? (low, half) : (half + 1, high);
        }

        return DateTimeOffset.FromUnixTimeMilliseconds(low);
    }

    private static TimeZoneInfo Find(string? zone, string field) =>
        TryFindZone(zone, out TimeZoneInfo? found) ? found : throw new AnalyticsInputException(field, ZoneRule);
}
