using System.Globalization;
using System.Text.Json;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Functions.Stats;

/// <summary>Instants as the clock on the site's wall shows them.</summary>
internal static class SiteClock
{
    /// <summary>Writes <c>date_range</c>: the first second and the last, with their offsets.</summary>
    public static void WriteRange(Utf8JsonWriter writer, Site site, StatsRange range)
    {
        writer.WriteStartArray("date_range");
        writer.WriteStringValue(Show(site, range.From));
        writer.WriteStringValue(Show(site, range.Before.AddSeconds(-1)));
        writer.WriteEndArray();
    }

    private static string Show(Site site, DateTimeOffset instant)
    {
        DateTime clock = site.Calendar.ClockAt(instant);
        TimeSpan offset = clock - instant.UtcDateTime;
        return new DateTimeOffset(DateTime.SpecifyKind(clock, DateTimeKind.Unspecified), offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
    }
}
