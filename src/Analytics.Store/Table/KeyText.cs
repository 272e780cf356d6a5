using System.Globalization;
using System.Text;

namespace Analytics.Store.Table;

/// <summary>How the parts of a key are written: invariant, fixed width where order matters, escaped where the text is anybody's.</summary>
internal static class KeyText
{
    public const string InstantFormat = "yyyyMMdd'T'HHmmssfff";
    public const string MinuteFormat = "yyyyMMdd'T'HHmm";

    /// <summary>Milliseconds; sorts as time does for the years 0001 to 9999.</summary>
    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture);

    public static DateTimeOffset ParseInstant(string text) =>
        DateTimeOffset.ParseExact(text, InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>A minute, for markers: <c>20261102T0910</c>.</summary>
    public static string Minute(DateTimeOffset instant) => instant.UtcDateTime.ToString(MinuteFormat, CultureInfo.InvariantCulture);

    /// <summary>Percent-escapes <c>%</c>, the separator <c>#</c> and control characters, so that keys of different parts never meet.</summary>
    public static string Escape(string part)
    {
        int i = 0;
        while (i < part.Length && !NeedsEscape(part[i]))
        {
            i++;
        }

        if (i == part.Length)
        {
            return part;
        }

        var escaped = new StringBuilder(part.Length + 8).Append(part, 0, i);
        for (; i < part.Length; i++)
        {
            _ = NeedsEscape(part[i])
                ? escaped.Append('%').Append(((int)part[i]).ToString("X2", CultureInfo.InvariantCulture))
                : escaped.Append(part[i]);
        }

        return escaped.ToString();
    }

    /// <summary>The inverse of <see cref="Escape"/>.</summary>
    public static string Unescape(string part)
    {
        if (!part.Contains('%', StringComparison.Ordinal))
        {
            return part;
        }

        var text = new StringBuilder(part.Length);
        for (int i = 0; i < part.Length; i++)
        {
            if (part[i] == '%')
            {
                _ = text.Append((char)byte.Parse(part.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                _ = text.Append(part[i]);
            }
        }

        return text.ToString();
    }

    private static bool NeedsEscape(char c) => c is '%' or '#' or < ' ' or '\u007f';
}
