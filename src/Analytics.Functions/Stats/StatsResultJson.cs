using System.Globalization;
using System.Text.Json;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Metrics;

namespace Analytics.Functions.Stats;

/// <summary>An answer in the wire format of Plausible's Stats API v2.</summary>
public static class StatsResultJson
{
    /// <summary>Writes the answer as one object: <c>results</c>, <c>meta</c>, <c>query</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="site">The site that was asked about.</param>
    /// <param name="siteId">What the caller calls it, to be given back.</param>
    /// <param name="result">The answer.</param>
    public static void Write(Utf8JsonWriter writer, Site site, string siteId, StatsResult result)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(result);
        writer.WriteStartObject();
        writer.WriteStartArray("results");
        foreach (StatsRow row in result.Rows)
        {
            WriteRow(writer, row);
        }

        writer.WriteEndArray();
        WriteMeta(writer, result);
        WriteQuery(writer, site, siteId, result.Query);
        writer.WriteEndObject();
    }

    /// <summary>Writes <c>{"error": "…"}</c>.</summary>
    public static void WriteError(Utf8JsonWriter writer, string error)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("error", error);
        writer.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter writer, StatsRow row)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("metrics");
        foreach (MetricValue value in row.Metrics)
        {
            writer.WriteNumberValue(value.Rounded / 1.00m); // without trailing zeros
        }

        writer.WriteEndArray();
        WriteStrings(writer, "dimensions", row.Dimensions);
        writer.WriteEndObject();
    }

    private static void WriteMeta(Utf8JsonWriter writer, StatsResult result)
    {
        writer.WriteStartObject("meta");
        if (result.Query.Extras.Imports)
        {
            writer.WriteBoolean("imports_included", false);
            writer.WriteString("imports_skip_reason", "no_imported_data");
        }

        if (result.TimeLabels is { } labels)
        {
            WriteStrings(writer, "time_labels", labels);
        }

        if (result.Query.Extras.TotalRows)
        {
            writer.WriteNumber("total_rows", result.TotalRows);
        }

        writer.WriteEndObject();
    }

    private static void WriteQuery(Utf8JsonWriter writer, Site site, string siteId, StatsQuery query)
    {
        writer.WriteStartObject("query");
        writer.WriteString("site_id", siteId);
        WriteStrings(writer, "metrics", query.Metrics.Select(m => m.Name));
        WriteStrings(writer, "date_range", [OnTheClock(site, query.Range.From), OnTheClock(site, query.Range.Before.AddSeconds(-1))]);
        writer.WritePropertyName("filters");
        FilterJson.Write(writer, query.Filter);
        WriteStrings(writer, "dimensions", query.Dimensions.Select(d => d.Name));
        writer.WriteStartArray("order_by");
        foreach (StatsOrder order in query.OrderBy)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(order is StatsOrder.ByMetric by ? by.Metric.Name : ((StatsOrder.ByDimension)order).Dimension.Name);
            writer.WriteStringValue(order.Descending ? "desc" : "asc");
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("include");
        writer.WriteBoolean("imports", query.Extras.Imports);
        writer.WriteBoolean("time_labels", query.Extras.TimeLabels);
        writer.WriteBoolean("total_rows", query.Extras.TotalRows);
        writer.WriteEndObject();
        writer.WriteStartObject("pagination");
        writer.WriteNumber("offset", query.Page.Offset);
        writer.WriteNumber("limit", query.Page.Limit);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string OnTheClock(Site site, DateTimeOffset instant)
    {
        DateTime clock = site.Calendar.ClockAt(instant);
        TimeSpan offset = clock - instant.UtcDateTime;
        return new DateTimeOffset(DateTime.SpecifyKind(clock, DateTimeKind.Unspecified), offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
    }

    private static void WriteStrings(Utf8JsonWriter writer, string name, IEnumerable<string> strings)
    {
        writer.WriteStartArray(name);
        foreach (string text in strings)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
