using System.Text.Json;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Journeys;
using Analytics.Store.Stats.Ranges;
using Analytics.Store.Stats.Terms;

namespace Analytics.Functions.Stats.Journeys;

/// <summary>A question about journeys, and its answer.</summary>
internal static class JourneyJson
{
    private static readonly (string Word, JourneyKind Kind)[] Kinds =
        [("paths", JourneyKind.Paths), ("next", JourneyKind.Next), ("previous", JourneyKind.Previous)];

    /// <summary>Null where it has faults.</summary>
    public static JourneyQuery? Parse(QuestionFields fields, Site site, DateTimeOffset now)
    {
        fields.Only("kind", "date_range", "page", "length", "filters", "pagination");
        JourneyKind kind = fields.OneOf("kind", Kinds);
        StatsRange range = fields.Range(site, now);
        PagePattern? around = fields.Parse("page", text => PagePattern.Parse(text));
        int? length = fields.Number("length");
        Filter filter = fields.Filter();
        StatsPage page = fields.Page();
        return fields.Try(() => JourneyQuery.Create(kind, range, around, length, filter, page));
    }

    public static void WriteMembers(Utf8JsonWriter writer, Site site, JourneyResult result)
    {
        JourneyQuery query = result.Query;
        writer.WriteNumber("visits", result.Visits);
        writer.WriteNumber("visitors", result.Visitors);
        writer.WriteStartArray("results");
        foreach (JourneyRow row in result.Rows)
        {
            writer.WriteStartObject();
            WriteRow(writer, result, row);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("meta");
        writer.WriteNumber("total_rows", result.TotalRows);
        writer.WriteString("counts", "visits, and daily visitors");
        writer.WriteEndObject();
        writer.WriteStartObject("query");
        writer.WritePropertyName("date_range");
        DateRangeJson.Write(writer, site, query.Range);
        writer.WriteString("kind", Array.Find(Kinds, k => k.Kind == query.Kind).Word);
        if (query.Around is { } around)
        {
            writer.WriteString("page", around.Text);
        }
        else
        {
            writer.WriteNumber("length", query.Length);
        }

        writer.WritePropertyName("filters");
        FilterJson.Write(writer, query.Filter);
        writer.WriteEndObject();
    }

    /// <summary>Writes the members of a row.</summary>
    public static void WriteRow(Utf8JsonWriter writer, JourneyResult result, JourneyRow row)
    {
        WritePages(writer, result.Query.Kind, row.Pages);
        writer.WriteNumber("visits", row.Visits);
        writer.WriteNumber("visitors", row.Visitors);
        writer.WriteNumber("share", row.ShareOf(result.Visits));
    }

    private static void WritePages(Utf8JsonWriter writer, JourneyKind kind, IReadOnlyList<string> pages)
    {
        if (kind != JourneyKind.Paths)
        {
            writer.WriteString("page", pages.Count == 0 ? null : pages[0]);
            return;
        }

        writer.WriteStartArray("pages");
        foreach (string page in pages)
        {
            writer.WriteStringValue(page);
        }

        writer.WriteEndArray();
    }
}
