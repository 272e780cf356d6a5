using System.Globalization;
using System.Text.Json;
using Analytics.Store.Calendars;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Functions.Stats;

/// <summary><c>date_range</c>: a name, two dates, or two instants with their offsets (to the second, the last one included).</summary>
internal static class DateRangeJson
{
    private static readonly string[] InstantFormats =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>Null where it is none of these, or as <see cref="StatsRange"/> refuses it.</summary>
    /// <param name="element">The member.</param>
    /// <param name="site">Whose calendar counts.</param>
    /// <param name="now">The present.</param>
    /// <param name="trims">Whether of a named range only what has begun is meant.</param>
    public static StatsRange? Parse(JsonElement element, Site site, DateTimeOffset now, bool trims = false)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            return trims ? NamedRange.FindBegun(element.GetString()!, site.Calendar, now, BeginOf(site)) : Named(element.GetString()!, site, now);
        }

        return JsonText.Strings(element) is [string first, string last] ? Between(first, last, site) : null;
    }

    /// <summary>The same as text, for addresses: a name, or the two divided by a comma.</summary>
    public static StatsRange? Parse(string text, Site site, DateTimeOffset now) =>
        text.Split(',') is [string first, string last] ? Between(first, last, site) : Named(text, site, now);

    private static StatsRange? Named(string name, Site site, DateTimeOffset now) =>
        NamedRange.Find(name, site.Calendar, now, BeginOf(site));

    // The first data may be older than the site: a history that was imported.
    private static LocalDay BeginOf(Site site)
    {
        LocalDay made = site.Calendar.DayOf(site.CreatedAt);
        return site.FirstDay is { } first && first < made ? first : made;
    }

    private static StatsRange? Between(string first, string last, Site site)
    {
        if (LocalDay.TryParse(first, out LocalDay firstDay) && LocalDay.TryParse(last, out LocalDay lastDay))
        {
            return StatsRange.OfDays(site.Calendar, firstDay, lastDay);
        }

        return TryInstant(first, out DateTimeOffset from) && TryInstant(last, out DateTimeOffset to)
            ? StatsRange.OfInstants(site.Calendar, from, to.AddSeconds(1))
            : null;
    }

    /// <summary>The first and the last second of a range, on the site's clock.</summary>
    public static void Write(Utf8JsonWriter writer, Site site, StatsRange range)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(OnTheClock(site, range.From));
        writer.WriteStringValue(OnTheClock(site, range.Before.AddSeconds(-1)));
        writer.WriteEndArray();
    }

    private static string OnTheClock(Site site, DateTimeOffset instant)
    {
        DateTime clock = site.Calendar.ClockAt(instant);
        TimeSpan offset = clock - instant.UtcDateTime;
        return new DateTimeOffset(DateTime.SpecifyKind(clock, DateTimeKind.Unspecified), offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
    }

    private static bool TryInstant(string text, out DateTimeOffset second)
    {
        // Without an offset the text would be read in the server's own zone, which means nothing.
        bool hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        bool valid = DateTimeOffset.TryParseExact(
            text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out DateTimeOffset instant);
        bool usable = hasOffset && valid && instant.Year is > 1 and < 9999;
        second = usable ? DateTimeOffset.FromUnixTimeSeconds(instant.ToUnixTimeSeconds()) : default;
        return usable;
    }
}
