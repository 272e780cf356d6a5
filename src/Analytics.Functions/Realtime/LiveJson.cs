using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Analytics.Store.Realtime;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Dimensions;

namespace Analytics.Functions.Realtime;

/// <summary>
/// The message of a watch, the same wherever it is sent: <c>{"type":"stats_update","timestamp":ms,"data":{…}}</c>, as LittleStats' dashboard reads it,
/// with more in <c>data</c>.
/// </summary>
internal static class LiveJson
{
    /// <summary>What the message is called.</summary>
    public const string Kind = "stats_update";

    public static byte[] Write(Site site, LiveView view, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", Kind);
            writer.WriteNumber("timestamp", now.ToUnixTimeMilliseconds());
            writer.WriteStartObject("data");
            WriteData(writer, site, view, now);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Whether the two say the same.</summary>
    public static bool IsSame(LiveView one, LiveView other) =>
        one.Visitors == other.Visitors && one.Minutes.SequenceEqual(other.Minutes) && one.Events.SequenceEqual(other.Events)
        && one.Pages.SequenceEqual(other.Pages) && one.Sources.SequenceEqual(other.Sources) && one.Countries.SequenceEqual(other.Countries) && one.Devices.SequenceEqual(other.Devices);

    private static void WriteData(Utf8JsonWriter writer, Site site, LiveView view, DateTimeOffset now)
    {
        writer.WriteString("siteId", site.Id.Value);
        writer.WriteNumber("timestamp", now.ToUnixTimeMilliseconds());
        writer.WriteNumber("activeVisitors", view.Visitors);
        writer.WriteStartArray("minutes");
        foreach (LiveMinute minute in view.Minutes)
        {
            writer.WriteStartObject();
            writer.WriteString("at", Instant(minute.At));
            writer.WriteNumber("pageviews", minute.Pageviews);
            writer.WriteNumber("visitors", minute.Visitors);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteLines(writer, "topPages", "path", view.Pages, "");
        WriteLines(writer, "topReferrers", "domain", view.Sources, PropertyDimension.DirectOrNone);
        WriteLines(writer, "topCountries", "country", view.Countries, PropertyDimension.NotSet);
        WriteLines(writer, "topDevices", "device", view.Devices, PropertyDimension.NotSet);
        writer.WriteStartArray("events");
        foreach (LiveEvent e in view.Events)
        {
            writer.WriteStartObject();
            writer.WriteString("at", Instant(e.At));
            writer.WriteString("name", e.Name);
            writer.WriteString("path", e.Path);
            writer.WriteString("source", e.Source);
            writer.WriteString("country", e.Country);
            writer.WriteString("device", e.Device);
            writer.WriteString("browser", e.Browser);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteLines(Utf8JsonWriter writer, string name, string what, IReadOnlyList<LiveLine> lines, string missing)
    {
        writer.WriteStartArray(name);
        foreach (LiveLine line in lines)
        {
            writer.WriteStartObject();
            writer.WriteString(what, line.Name ?? missing);
            writer.WriteNumber("count", line.Visitors);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
