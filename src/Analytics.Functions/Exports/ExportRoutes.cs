using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Analytics.Engine.Exports;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;
using Analytics.Store.Calendars;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Exports;

/// <summary>A site's events, in parts, to be used elsewhere.</summary>
internal static class ExportRoutes
{
    private const int UsualEvents = 5_000;
    private const int MostEvents = 10_000;
    private const int MostDays = 400;
    private const int MostBytes = 3 * 1024 * 1024; // 4 MB as base64, below the 6 MB of an answer in Lambda, whatever the last line adds
    private const string NextHeader = "x-analytics-next";

    public static void MapExport(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v2/sites/{id}/export", Export).Needs(Scopes.Admin).Reads("from", "to", "cursor", "limit");

    private static async Task<IResult> Export(HttpContext context, OwnSite own, Exporter exporter, TimeProvider clock)
    {
        LocalDay today = own.Site.Calendar.DayOf(clock.GetUtcNow());
        var faults = new InputFaults();
        LocalDay last = Date("to", today), first = Date("from", last);
        string limitText = Query("limit"), cursorText = Query("cursor");
        int limit = UsualEvents;
        ExportCursor? cursor = null;
        _ = faults.Require(first <= last, "from", "must not be after to")
            .Require(last.Date.DayNumber - first.Date.DayNumber < MostDays, "from", $"must be at most {MostDays} days before to")
            .Require(limitText.Length == 0 || (int.TryParse(limitText, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MostEvents),
                "limit", "must be a whole number from 1 to 10000")
            .Require(cursorText.Length == 0 || (ExportCursor.TryParse(cursorText, out cursor) && cursor!.Day >= first && cursor.Day <= last),
                "cursor", $"must be what {NextHeader} said, with the same from and to");
        try
        {
            faults.ThrowIfAny();
            return await ReadAsync(context, exporter.ReadAsync(own.Site, first, last, cursor, context.RequestAborted), limit);
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

    private static async Task<IResult> ReadAsync(HttpContext context, IAsyncEnumerable<ExportedEvent> events, int limit)
    {
        var text = new ArrayBufferWriter<byte>(64 * 1024);
        using var json = new Utf8JsonWriter(text, ExportLine.Options);
        int count = 0;
        await foreach (ExportedEvent e in events.WithCancellation(context.RequestAborted))
        {
            if (count == limit || text.WrittenCount >= MostBytes)
            {
                context.Response.Headers[NextHeader] = e.Place.ToString();
                break;
            }

            ExportLine.Write(json, e.Event);
            json.Flush();
            json.Reset();
            text.Write("\n"u8);
            count++;
        }

        return Results.Bytes(text.WrittenMemory, "application/x-ndjson");
    }
}
