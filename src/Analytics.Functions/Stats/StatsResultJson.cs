using System.Text.Json;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Terms;

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
        WriteMembers(writer, site, siteId, result);
        writer.WriteEndObject();
    }

    internal static void WriteMembers(Utf8JsonWriter writer, Site site, string siteId, StatsResult result)
    {
        writer.WriteStartArray("results");
        foreach (StatsRow row in result.Rows)
        {
            WriteRow(writer, result.Query, row);
        }

        writer.WriteEndArray();
        WriteMeta(writer, result);
        WriteQuery(writer, site, siteId, result.Query);
    }

    /// <summary>Writes <c>{"error": "…"}</c>.</summary>
    public static void WriteError(Utf8JsonWriter writer, string error)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("error", error);
        writer.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter writer, StatsQuery query, StatsRow row)
    {
        writer.WriteStartObject();
        WriteNumbers(writer, row);
        WriteStrings(writer, "dimensions", row.Dimensions);
        if (query.Comparison is not null)
        {
            writer.WritePropertyName("comparison");
            WriteComparison(writer, query, row);
        }

        writer.WriteEndObject();
    }

    private static void WriteComparison(Utf8JsonWriter writer, StatsQuery query, StatsRow row)
    {
        if (row.Compared is not { } other)
        {
            writer.WriteNullValue(); // no such bucket of time in the other range
            return;
        }

        writer.WriteStartObject();
        WriteNumbers(writer, other);
        writer.WriteStartArray("change");
        foreach ((MetricValue now, MetricValue before) in row.Metrics.Zip(other.Metrics))
        {
            WriteNumber(writer, now.ChangeSince(before));
        }

        writer.WriteEndArray();
        if (query.Dimensions.Any(d => d is TimeDimension))
        {
            WriteStrings(writer, "dimensions", other.Dimensions);
        }

        writer.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, StatsRow row)
    {
        writer.WriteStartArray("metrics");
        foreach (MetricValue value in row.Metrics)
        {
            if (value.Moment is { } moment)
            {
                writer.WriteStringValue(moment.UtcDateTime);
            }
            else if (value is { Unit: MetricUnit.Money, Shown: not null, Currency: not null })
            {
                MoneyJson.Write(writer, value);
            }
            else
            {
                WriteNumber(writer, value.Shown);
            }
        }

        writer.WriteEndArray();
    }

    internal static void WriteNumber(Utf8JsonWriter writer, string name, decimal? number)
    {
        writer.WritePropertyName(name);
        WriteNumber(writer, number);
    }

    private static void WriteNumber(Utf8JsonWriter writer, decimal? number)
    {
        if (number is { } value)
        {
            writer.WriteNumberValue(value / 1.000000m); // without trailing zeros
        }
        else
        {
            writer.WriteNullValue();
        }
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

        StatsWarnings.WriteMembers(writer, result);
        writer.WriteEndObject();
    }

    private static void WriteQuery(Utf8JsonWriter writer, Site site, string siteId, StatsQuery query)
    {
        writer.WriteStartObject("query");
        writer.WriteString("site_id", siteId);
        WriteStrings(writer, "metrics", query.Metrics.Select(m => m.Name));
        writer.WritePropertyName("date_range");
        DateRangeJson.Write(writer, site, query.Range);
        if (query.Comparison is { } comparison)
        {
            writer.WritePropertyName("comparison_date_range");
            DateRangeJson.Write(writer, site, comparison.Range);
        }

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
        if (query.Extras.TrimmedRange)
        {
            writer.WriteBoolean("trim_relative_date_range", true);
        }

        if (query.Comparison is { } compared)
        {
            ComparisonJson.Write(writer, site, compared);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("pagination");
        writer.WriteNumber("offset", query.Page.Offset);
        writer.WriteNumber("limit", query.Page.Limit);
        writer.WriteEndObject();
        writer.WriteEndObject();
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
