namespace Analytics.Functions.Wire;

/// <summary>
/// Instants as ISO 8601 and RFC 3339 write them, and nothing else: <c>2026-11-01T10:00[:00[.000]]</c> with <c>Z</c>, <c>+02:00</c>,
/// <c>+0200</c> or no offset. What could mean two days, such as <c>05/06/2026</c>, is refused.
/// </summary>
internal static class IsoInstant
{
    /// <summary>What is asked for, for a fault: without an offset it is UTC.</summary>
    public const string Rule = "must be an ISO 8601 instant such as 2026-11-01T10:00:00.000Z (without an offset it is UTC)";

    /// <summary>The instant, which without an offset is UTC; null where the text is none.</summary>
    public static DateTimeOffset? Parse(string? text) => TryParse(text, out DateTimeOffset instant) ? instant : null;

    /// <summary>The instant; one without an offset is UTC.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset instant) => TryParse(text, TimeZoneInfo.Utc, out instant);

    /// <summary>The instant; one without an offset is of the <paramref name="zone"/>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, TimeZoneInfo zone, out DateTimeOffset instant)
    {
        instant = default;
        return text.Length is >= 16 and <= 40 && text[10] is 'T' or 't' or ' '
            && TryDate(text[..10], out DateTime day) && TryTime(text[11..], out TimeSpan time, out int used)
            && TryOffset(text[(11 + used)..], zone, day + time, out instant);
    }

    /// <summary><c>2026-11-01</c>.</summary>
    public static bool TryDate(ReadOnlySpan<char> text, out DateTime day)
    {
        day = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-' || !Digits(text[..4], out int y) || !Digits(text[5..7], out int m) || !Digits(text[8..], out int d)
            || y == 0 || m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, m))
        {
            return false;
        }

        day = new DateTime(y, m, d);
        return true;
    }

    /// <summary><c>10:00[:00[.000]]</c> at the beginning of the text, and how much of it that is. A fraction is kept to 100 ns.</summary>
    public static bool TryTime(ReadOnlySpan<char> text, out TimeSpan time, out int used)
    {
        (time, used) = (default, 5);
        if (text.Length < 5 || text[2] != ':' || !Digits(text[..2], out int h) || !Digits(text[3..5], out int m) || h > 23 || m > 59)
        {
            return false;
        }

        int s = 0;
        long ticks = 0;
        if (text.Length > 5 && text[5] == ':')
        {
            if (text.Length < 8 || !Digits(text[6..8], out s) || s > 59)
            {
                return false;
            }

            used = 8;
            if (text.Length > 8 && text[8] is '.' or ',')
            {
                for (used = 9; used < text.Length && char.IsAsciiDigit(text[used]); used++)
                {
                    ticks = used < 16 ? (ticks * 10) + text[used] - '0' : ticks;
                }

                if (used is 9 or > 18)
                {
                    return false;
                }

                for (int digits = used - 9; digits < 7; digits++)
                {
                    ticks *= 10;
                }
            }
        }

        time = new TimeSpan(h, m, s) + TimeSpan.FromTicks(ticks);
        return true;
    }

    /// <summary>A wall clock's time with its offset: <c>Z</c>, <c>+02:00</c>, <c>+0200</c>, <c>+02</c>, or nothing where it is of the zone.</summary>
    public static bool TryOffset(ReadOnlySpan<char> text, TimeZoneInfo zone, DateTime wall, out DateTimeOffset instant)
    {
        instant = default;
        TimeSpan offset;
        if (text.IsEmpty)
        {
            offset = zone.GetUtcOffset(wall);
        }
        else if (text is "Z" or "z")
        {
            offset = TimeSpan.Zero;
        }
        else
        {
            int h = 0, m = 0;
            bool valid = text[0] is '+' or '-' && text.Length switch
            {
                3 => Digits(text[1..], out h),
                5 => Digits(text[1..3], out h) & Digits(text[3..], out m),
                6 => text[3] == ':' & Digits(text[1..3], out h) & Digits(text[4..], out m),
                _ => false,
            };
            if (!valid || h > 14 || m > 59 || (h == 14 && m > 0))
            {
                return false;
            }

            offset = new TimeSpan(h, m, 0);
            offset = text[0] == '-' ? -offset : offset;
        }

        if (wall.Ticks - offset.Ticks < 0 || wall.Ticks - offset.Ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        instant = new DateTimeOffset(wall, offset).ToUniversalTime();
        return true;
    }

    /// <summary>ASCII digits alone.</summary>
    public static bool Digits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        foreach (char c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            number = (number * 10) + c - '0';
        }

        return true;
    }
}
