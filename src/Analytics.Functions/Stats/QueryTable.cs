using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Analytics.Functions.Tables;
using Analytics.Store.Sites;
using Analytics.Store.Stats;

namespace Analytics.Functions.Stats;

/// <summary>The answer to <c>/api/v2/query</c> as a table, and where it goes on.</summary>
internal static class QueryTable
{
    private const string Route = "/api/v2/query";
    private const string Pagination = "pagination";

    // What is sent again is short, and readable in an address.
    private static readonly JsonWriterOptions Short = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Null where JSON is asked for: that has a form of its own, and its headers are set here.</summary>
    public static IResult? Of(HttpContext context, JsonElement question, Site site, StatsResult result)
    {
        if (context.FormAsked().Form == AnswerForm.Json)
        {
            NextAfter(result.Rows.Count)?.Tell(context.Response);
            return null;
        }

        StatsWarnings.Tell(context.Response, [result], writer => WriteLeftOut(writer, result.Query.Extras));
        return new TableAnswer(Results.Empty, StatsTable.Of(result), new TableFile(site, result.Query.Range.FirstDay, result.Query.Range.LastDay))
        {
            Total = result.TotalRows,
            MayEndEarly = true,
            Next = NextAfter,
        };

        NextPart? NextAfter(int rows) => result.Query.Page.Offset + rows is var offset && offset < result.TotalRows && rows > 0 ? Next(context, question, result.Query.Page.Limit, offset) : null;
    }

    // A table has no place for it.
    private static void WriteLeftOut(Utf8JsonWriter writer, StatsExtras extras)
    {
        if (extras.Imports)
        {
            writer.WriteBoolean("imports_included", false);
            writer.WriteString("imports_skip_reason", "no_imported_data");
        }

        if (extras.TimeLabels)
        {
            writer.WriteStartArray("left_out");
            writer.WriteStringValue("time_labels");
            writer.WriteEndArray();
        }
    }

    // The question may have come in a body: its next part is asked for at the address that reads questions, where it fits into one.
    private static NextPart Next(HttpContext context, JsonElement question, int limit, int offset)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Short))
        {
            writer.WriteStartObject();
            foreach (JsonProperty member in question.EnumerateObject().Where(member => member.Name != Pagination))
            {
                member.WriteTo(writer);
            }

            writer.WriteStartObject(Pagination);
            writer.WriteNumber("limit", limit);
            writer.WriteNumber("offset", offset);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return NextPart.With(context, Route, "q", Encoding.UTF8.GetString(buffer.WrittenSpan), offset.ToString(CultureInfo.InvariantCulture));
    }
}
