using System.Globalization;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;

namespace Analytics.Functions.Stats.Reports;

/// <summary>The labels of buckets of time, in the forms that clients read.</summary>
internal static class TimeLabel
{
    /// <summary>When the bucket began on the site's clock, with the clock's offset; <c>Z</c> where that is none. Of an hour that comes twice, the first.</summary>
    public static string WithOffset(Site site, string label)
    {
        var clock = DateTime.Parse(label, CultureInfo.InvariantCulture);
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(site.Calendar.ZoneOf(new LocalDay(DateOnly.FromDateTime(clock))));
        TimeSpan offset = zone.IsAmbiguousTime(clock) ? zone.GetAmbiguousTimeOffsets(clock).Max() : zone.GetUtcOffset(clock);
        return clock.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)
            + (offset == TimeSpan.Zero ? "Z" : new DateTimeOffset(clock, offset).ToString("zzz", CultureInfo.InvariantCulture));
    }
}
