using System.Globalization;
using Analytics.Functions.Wire;

namespace Analytics.Functions.Ingest.Logs.Lines;

/// <summary>How a format writes instants. Each is read strictly; what names no offset is of the log's time zone, UTC by default.</summary>
internal sealed class TimeForm
{
    private readonly Parser _parse;

    private TimeForm(string example, Parser parse) => (Example, _parse) = (example, parse);

    private delegate bool Parser(ReadOnlySpan<char> text, TimeZoneInfo zone, out DateTimeOffset time);

    /// <summary>Web servers: <c>29/Nov/2026:10:00:01 +0000</c>; HAProxy: <c>29/Nov/2026:10:00:01.655</c>.</summary>
    public static TimeForm Clf { get; } = new("29/Nov/2026:10:00:01 +0000", TryClf);

    /// <summary>ISO 8601.</summary>
    public static TimeForm Iso { get; } = new("2026-11-29T10:00:01Z", IsoInstant.TryParse);

    /// <summary>Seconds since 1970, with or without a fraction.</summary>
    public static TimeForm Seconds { get; } = new("1764410401.655", (ReadOnlySpan<char> text, TimeZoneInfo _, out DateTimeOffset time) => TryEpoch(text, 10_000_000, out time));

    /// <summary>Milliseconds since 1970.</summary>
    public static TimeForm Milliseconds { get; } = new("1764410401655", (ReadOnlySpan<char> text, TimeZoneInfo _, out DateTimeOffset time) => TryEpoch(text, 10_000, out time));

    /// <summary>Microseconds since 1970.</summary>
    public static TimeForm Microseconds { get; } = new("1764410401655000", (ReadOnlySpan<char> text, TimeZoneInfo _, out DateTimeOffset time) => TryEpoch(text, 10, out time));

    /// <summary>
    /// Any of these: JSON logs write what their owner chose. A whole number of 12 digits or more counts milliseconds, of 15 or more
    /// microseconds, of 18 or more nanoseconds, else seconds.
    /// </summary>
    public static TimeForm Any { get; } = new("2026-11-29T10:00:01Z or 1764410401", TryAny);

    /// <summary>An instant of the form, for a fault.</summary>
    public string Example { get; }

    /// <summary>What a <c>strftime</c> format writes, given as .NET's. It must say a whole date: nothing is taken from the present.</summary>
    /// <param name="format">The format in .NET's letters.</param>
    /// <param name="hasOffset">Whether it writes an offset.</param>
    public static TimeForm Exact(string format, bool hasOffset)
    {
        return new TimeForm(format, hasOffset ? (Parser)TryWithOffset : TryOfZone);

        bool TryWithOffset(ReadOnlySpan<char> text, TimeZoneInfo zone, out DateTimeOffset time)
        {
            bool isWhole = DateTime.TryParseExact(
                text, format, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.NoCurrentDateDefault, out DateTime at);
            time = isWhole ? new DateTimeOffset(at, TimeSpan.Zero) : default;
            return isWhole;
        }

        bool TryOfZone(ReadOnlySpan<char> text, TimeZoneInfo zone, out DateTimeOffset time)
        {
            time = default;
            return DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out DateTime wall)
                && IsoInstant.TryOffset("", zone, wall, out time);
        }
    }

    /// <summary>The instant, UTC.</summary>
    public bool TryParse(ReadOnlySpan<char> text, TimeZoneInfo zone, out DateTimeOffset time) => _parse(text, zone, out time);

    private static bool TryClf(ReadOnlySpan<char> text, TimeZoneInfo zone, out DateTimeOffset time)
    {
        time = default;
        if (text.Length is < 20 or > 40 || text[2] != '/' || text[6] != '/' || text[11] != ':'
            || !IsoInstant.Digits(text[..2], out int day) || !IsoInstant.Digits(text[7..11], out int year)
            || Month(text[3..6]) is not (> 0 and var month) || year == 0 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || text[17] != ':' || !IsoInstant.TryTime(text[12..], out TimeSpan timeOfDay, out int used))
        {
            return false;
        }

        ReadOnlySpan<char> offset = text[(12 + used)..];
        return (offset.IsEmpty || (offset is [' ', _, ..] && offset.Length == 6)) && IsoInstant.TryOffset(offset.TrimStart(' '), zone, new DateTime(year, month, day) + timeOfDay, out time);
    }

    private static int Month(ReadOnlySpan<char> name)
    {
        int at = "JanFebMarAprMayJunJulAugSepOctNovDec".AsSpan().IndexOf(name, StringComparison.Ordinal);
        return at < 0 || at % 3 != 0 ? 0 : (at / 3) + 1;
    }

    private static bool TryAny(ReadOnlySpan<char> text, TimeZoneInfo zone, out DateTimeOffset time)
    {
        int whole = text.IndexOfAnyExceptInRange('0', '9');
        return whole < 0 ? TryEpoch(text, text.Length switch { >= 18 => 0, >= 15 => 10, >= 12 => 10_000, _ => 10_000_000 }, out time)
            : text[whole] == '.' && text[(whole + 1)..].IndexOfAnyExceptInRange('0', '9') < 0 ? TryEpoch(text, whole >= 12 ? 10_000 : 10_000_000, out time)
            : TryClf(text, zone, out time) || IsoInstant.TryParse(text, zone, out time) || TryWall(text, zone, out time);
    }

    // Caddy's wall and nginx's error log: 2026/11/29 10:00:01.655. The year before the month leaves no doubt.
    private static bool TryWall(ReadOnlySpan<char> text, TimeZoneInfo zone, out DateTimeOffset time)
    {
        time = default;
        if (text.Length is < 16 or > 40 || text[4] != '/' || text[7] != '/')
        {
            return false;
        }

        Span<char> iso = stackalloc char[text.Length];
        text.Replace(iso, '/', '-');
        return IsoInstant.TryParse(iso, zone, out time);
    }

    // Of nanoseconds a hundred are a tick.
    private static bool TryEpoch(ReadOnlySpan<char> text, long ticksEach, out DateTimeOffset time)
    {
        time = default;
        if (text.IsEmpty || !char.IsAsciiDigit(text[0]) || !decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal count) || count > 1e20m)
        {
            return false;
        }

        decimal ticks = ticksEach == 0 ? count / 100 : count * ticksEach;
        if (ticks <= 0 || ticks > (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks)
        {
            return false;
        }

        time = DateTimeOffset.UnixEpoch.AddTicks((long)ticks);
        return true;
    }
}
