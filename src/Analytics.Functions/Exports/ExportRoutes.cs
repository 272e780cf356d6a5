using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Analytics.Engine.Exports;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Tables;
using Analytics.Store.Accounts;
using Analytics.Store.Calendars;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Exports;

/// <summary>A site's events, in parts, to be used elsewhere; and what they add up to, as Plausible imports it.</summary>
internal static class ExportRoutes
{
    private const int UsualEvents = 5_000;
    private const int MostEvents = 10_000;
    private const int MostDays = 400;
    private const int MostBytes = 3 * 1024 * 1024; // 4 MB as base64, below the 6 MB of an answer in Lambda, whatever the last line adds
    private const string CountHeader = "x-analytics-events";

    public static void MapExport(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v2/sites/{id}/export", Export)
        .Needs(Scopes.Admin).Reads("from", "to", "cursor", "limit").InForms("events", [AnswerForm.Lines, AnswerForm.Csv, AnswerForm.Json, AnswerForm.Plausible]);

    private static async Task<IResult> Export(HttpContext context, OwnSite own, Exporter exporter, PlausibleExport plausible, TimeProvider clock)
    {
        LocalDay today = own.Site.Calendar.DayOf(clock.GetUtcNow());
        var faults = new InputFaults();
        bool isPlausible = context.FormAsked().Form == AnswerForm.Plausible;
        LocalDay last = Date("to", today), first = Date("from", isPlausible && Query("from").Length == 0 ? await plausible.BeginAsync(own.Site, last, context.RequestAborted) : last);
        string limitText = Query("limit"), cursorText = Query("cursor");
        int limit = UsualEvents;
        ExportCursor? cursor = null;
        _ = faults.Require(first <= last, "from", "must not be after to")
            .Require(isPlausible || last.Date.DayNumber - first.Date.DayNumber < MostDays, "from", $"must be at most {MostDays} days before to")
            .Require(!isPlausible || limitText.Length == 0, "limit", "must be left out where format is plausible: it has all days from 'from' to 'to'")
            .Require(!isPlausible || cursorText.Length == 0, "cursor", "must be left out where format is plausible: a part goes on with 'from'")
            .Require(isPlausible || limitText.Length == 0 || (int.TryParse(limitText, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MostEvents),
                "limit", "must be a whole number from 1 to 10000")
            .Require(isPlausible || cursorText.Length == 0 || (ExportCursor.TryParse(cursorText, out cursor) && cursor!.Day >= first && cursor.Day <= last),
                "cursor", $"must be what {NextPart.Header} said, with the same from and to");
        try
        {
            faults.ThrowIfAny();
            return isPlausible
                ? await plausible.AnswerAsync(context, own.Site, first, last)
                : await ReadAsync(context, exporter.ReadAsync(own.Site, first, last, cursor, context.RequestAborted), limit, isFirst: cursor is null, new TableFile(own.Site, first, last));
        }
        catch (AnalyticsInputException invalid)
        {
            return Problem.Invalid(invalid.Faults);
        }

        string Query(string field) => context.Request.Query[field].ToString();

        LocalDay Date(string field, LocalDay usual)
        {
            bool isDay = LocalDay.TryParseAsked(Query(field), out LocalDay day);
            _ = faults.Require(isDay || Query(field).Length == 0, field, LocalDay.AskedRule);
            return isDay ? day : usual;
        }
    }

    // The whole answer before its first byte: what fails in the middle is an error, never half an answer. Its length and the number of its
    // events go before it, so that a client can tell that it was cut off.
    private static async Task<IResult> ReadAsync(HttpContext context, IAsyncEnumerable<ExportedEvent> events, int limit, bool isFirst, TableFile file)
    {
        AskedForm asked = context.FormAsked();
        var text = new ArrayBufferWriter<byte>(64 * 1024);
        var line = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(line, ExportLine.Options);
        int count = 0;
        ExportCursor? next = null;
        Put(asked.Form == AnswerForm.Csv && isFirst ? ExportTable.Begin(asked.HasMark) : asked.Form == AnswerForm.Json ? "{\"events\":[" : "");
        await foreach (ExportedEvent e in events.WithCancellation(context.RequestAborted))
        {
            if (count == limit || text.WrittenCount >= MostBytes)
            {
                next = e.Place;
                break;
            }

            ExportLine.Write(json, e.Event);
            json.Flush();
            if (asked.Form == AnswerForm.Csv)
            {
                Put(ExportTable.Row(line.WrittenMemory));
            }
            else
            {
                Put(asked.Form == AnswerForm.Json && count > 0 ? "," : "");
                text.Write(line.WrittenSpan);
                Put(asked.Form == AnswerForm.Json ? "" : "\n");
            }

            line.ResetWrittenCount();
            json.Reset();
            count++;
        }

        Put(asked.Form != AnswerForm.Json ? "" : next is null ? "],\"next\":null}" : $"],\"next\":\"{next}\"}}");
        if (next is not null)
        {
            NextPart.With(context, "cursor", next.ToString()).Tell(context.Response);
        }

        context.Response.Headers[CountHeader] = count.ToString(CultureInfo.InvariantCulture);
        if (asked.Form != AnswerForm.Json)
        {
            context.Response.Headers.ContentDisposition = file.Disposition("events", asked.Form);
        }

        return Results.Bytes(text.WrittenMemory, asked.Form.ContentType);

        void Put(string piece) => Encoding.UTF8.GetBytes(piece, text);
    }
}
