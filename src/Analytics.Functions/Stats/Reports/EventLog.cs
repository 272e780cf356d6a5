using System.Buffers;
using System.Text;
using System.Text.Json;
using Analytics.Engine.Stats;
using Analytics.Functions.Configuration;
using Analytics.Functions.Tables;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Reads;
using Analytics.Store.Stats.Visits;

namespace Analytics.Functions.Stats.Reports;

/// <summary>Single events of a site, the newest first, as LittleStats' clients read them.</summary>
internal static class EventLog
{
    /// <summary>The parameters that only this form of <c>events</c> has.</summary>
    public static readonly string[] Names = ["cursor", "eventName", "excludePageview"];

    private static readonly string[] Columns = ["id", "event_name", "url", "referrer", "timestamp", "timezone", "user_id", "language", "event_data"];
    private const string PageView = "Page View";
    private const int DefaultLimit = 100;

    /// <summary>Whether this form of <c>events</c> is asked for: <c>view</c> says so, or a parameter that only it has.</summary>
    public static bool IsAsked(ReportParameters parameters) =>
        parameters.OneOf("view", ("names", false), ("log", true)) || (parameters.Text("view") is null && Names.Any(name => parameters.Text(name) is not null));

    public static async Task<IResult> AnswerAsync(HttpContext context, ReportParameters parameters, Site site, ReportReader reports, VisitReader visits, Settings settings)
    {
        if (!site.Settings.SingleVisits)
        {
            return SingleVisits.NotShown(site);
        }

        int limit = parameters.Whole("limit", DefaultLimit, 1, ListQuery.MaxLimit);
        ListPlace? after = parameters.Place("cursor", "nextCursor");
        bool withoutViews = parameters.OneOf("excludePageview", ("false", false), ("true", true));
        foreach (string name in (string[])["q", .. SiteReportParameters.HasPageNumber(parameters) ? ["page"] : Array.Empty<string>()])
        {
            if (parameters.Text(name) is not null)
            {
                parameters.Fault(name, "is of the list of names: of single events the next page begins at 'cursor', and 'eventName' is one name");
            }
        }

        Question question = await SiteReportParameters.ReadAsync(parameters, site, reports, context.RequestAborted);
        parameters.Check();
        question = withoutViews ? question.Where("event:name", FilterOperator.IsNot, EventName.Pageview) : question;
        question = parameters.Text("eventName") switch
        {
            null => question,
            PageView => question.Where("event:name", FilterOperator.Is, EventName.Pageview, PageView),
            { } named => question.Where("event:name", FilterOperator.Is, named),
        };
        var receipt = new ReadReceipt(new ReadBudget { Bytes = settings.QueryBytes });
        (IReadOnlyList<ListedEvent> listed, ListPlace? next) =
            await visits.ListEventsAsync(site, new ListQuery(question.Range, question.Filter, limit) { After = after }, receipt, context.RequestAborted);
        ReportReader.Explain(context, receipt);
        StatsRow all = (await reports.AskOneAsync(context, site, question.Totals("events"))).Rows[0];
        var table = Table.Of(Columns, listed, Write);
        var json = new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("events");
            foreach (Action<Utf8JsonWriter> write in table.Rows)
            {
                write(writer);
            }

            writer.WriteEndArray();
            writer.WriteNumber("total", all.Metrics[0].Rounded);
            writer.WriteString("nextCursor", next?.ToString());
            writer.WriteEndObject();
        });
        return new TableAnswer(json, table, ReportTable.FileOf(question)) { Next = _ => next is { } place ? NextPart.With(context, "cursor", place.ToString()) : null };
    }

    private static void Write(Utf8JsonWriter writer, ListedEvent e)
    {
        writer.WriteString("id", e.Place.ToString());
        writer.WriteString("event_name", e.Name == EventName.Pageview ? PageView : e.Name);
        writer.WriteString("url", e.Page.Path);
        writer.WriteString("referrer", e.Referral.Referrer?.Split('/', 2)[0] ?? "Direct");
        writer.WriteString("timestamp", ReportInstant.Write(e.At));
        writer.WriteString("timezone", e.Client.Details.TimeZone);
        writer.WriteString("user_id", e.Visit?.ToString());
        writer.WriteString("language", e.Client.Details.Locale ?? e.Client.Language);
        writer.WriteString("event_data", e.Props.Count == 0 ? null : DataOf(e));
    }

    // The JSON text of an object, as their tables have it.
    private static string DataOf(ListedEvent e)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach ((string key, string value) in e.Props)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
