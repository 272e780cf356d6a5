using System.Buffers;
using System.Text;
using System.Text.Json;
using Analytics.Functions.Wire;
using Analytics.Store.Inputs;
using Analytics.Store.Segments;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Terms;

namespace Analytics.Functions.Stats;

/// <summary>A saved segment: <c>{"name": "…", "filters": […]}</c>.</summary>
internal static class SegmentJson
{
    private static readonly string[] Keys = ["name", "filters"];

    /// <summary>A segment with what was sent over it; what is absent stays as it is.</summary>
    /// <param name="sent">An object.</param>
    /// <param name="before">The segment as it is; of a new one, empty.</param>
    /// <param name="terms">The site's goals.</param>
    /// <param name="faults">What is wrong; the segment is of no use then.</param>
    public static Segment Over(JsonElement sent, Segment before, SiteTerms terms, List<InputFault> faults)
    {
        faults.AddRange(sent.EnumerateObject().Where(member => !Keys.Contains(member.Name)).Select(member => new InputFault(member.Name, UnknownField.Problem(Keys))));
        Segment segment = before;
        if (sent.TryGetProperty("name", out JsonElement name))
        {
            segment = segment with { Name = name.ValueKind == JsonValueKind.String ? name.GetString()!.Trim() : "" };
        }

        if (sent.TryGetProperty("filters", out JsonElement filters) || before.Filters.Length == 0)
        {
            string error = "is required";
            if (filters.ValueKind == JsonValueKind.Undefined || !FilterJson.TryParseSegment(filters, terms, out Filter? filter, out error!))
            {
                faults.Add(new InputFault("filters", error));
            }
            else
            {
                segment = segment with { Filters = TextOf(filter) };
            }
        }

        if (segment.Name.Length is < 1 or > 200)
        {
            faults.Add(new InputFault("name", "must be 1 to 200 characters"));
        }

        return segment;
    }

    /// <summary>Writes it as one object.</summary>
    public static void Write(Utf8JsonWriter writer, Segment segment)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", segment.Id.Value);
        writer.WriteString("name", segment.Name);
        writer.WritePropertyName("filters");
        writer.WriteRawValue(segment.Filters);
        writer.WriteString("createdAt", segment.CreatedAt);
        writer.WriteString("updatedAt", segment.UpdatedAt);
        writer.WriteEndObject();
    }

    private static string TextOf(Filter filter)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            FilterJson.Write(writer, filter);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
