using System.Text.Json;
using Analytics.Engine.Stats;
using Analytics.Functions.Callers;
using Analytics.Functions.Configuration;
using Analytics.Functions.Http;
using Analytics.Functions.Tables;
using Analytics.Store.Accounts;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Reads;
using Analytics.Store.Stats.Visits;

namespace Analytics.Functions.Stats.Reports.Sessions;

/// <summary>Single visits and events, where the site allows it: lists in pages, and the course of a visit.</summary>
internal static class SessionRoutes
{
    private const int DefaultLimit = 50;
    private static readonly string[] OfLists = [.. SiteReportParameters.Names, "startDate", "endDate", "site", "serviceId", "order", "limit", "cursor"];

    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/sessions", Sessions).Needs(Scopes.Stats).Reads([.. OfLists, "sort"]).AsTable("sessions");
        routes.MapGet("/v1/sessions/{session}", Session).Needs(Scopes.Stats).Reads("site", "serviceId");
        routes.MapGet("/v1/events", Events).Needs(Scopes.Stats).Reads([.. OfLists, "eventName"]).AsTable("events");
    }

    private static Task<IResult> Sessions(HttpContext context, SessionSite asked, ReportReader reports, VisitReader visits, Settings settings) => asked.AnswerAsync(context, async (parameters, site) =>
    {
        VisitOrder order = parameters.OneOf("sort", ("start", VisitOrder.Start), ("duration", VisitOrder.Duration), ("pageviews", VisitOrder.Pageviews), ("events", VisitOrder.Events));
        ListQuery query = (await QueryAsync(context, parameters, site, reports)) with { Order = order };
        parameters.Check();
        ReadReceipt receipt = new(new ReadBudget { Bytes = settings.QueryBytes });
        (IReadOnlyList<ListedVisit> listed, ListPlace? next) = await visits.ListVisitsAsync(site, query, receipt, context.RequestAborted);
        ReportReader.Explain(context, receipt);
        return Page(context, ReportTable.FileOf(site, query.Range), SessionJson.VisitColumns, listed, next, SessionJson.WriteVisit);
    });

    private static Task<IResult> Events(HttpContext context, SessionSite asked, ReportReader reports, VisitReader visits, Settings settings) => asked.AnswerAsync(context, async (parameters, site) =>
    {
        ListQuery query = await QueryAsync(context, parameters, site, reports);
        if (parameters.Text("eventName") is { } name)
        {
            query = query with { Filter = new Filter.And([.. query.Filter.Parts, Filter.Where("event:name", FilterOperator.Is, name)]) };
        }

        parameters.Check();
        ReadReceipt receipt = new(new ReadBudget { Bytes = settings.QueryBytes });
        (IReadOnlyList<ListedEvent> listed, ListPlace? next) = await visits.ListEventsAsync(site, query, receipt, context.RequestAborted);
        ReportReader.Explain(context, receipt);
        return Page(context, ReportTable.FileOf(site, query.Range), SessionJson.EventColumns, listed, next, SessionJson.WriteEvent);
    });

    private static Task<IResult> Session(HttpContext context, string session, SessionSite asked, VisitReader visits) => asked.AnswerAsync(context, async (parameters, site) =>
    {
        parameters.Check();
        if (!VisitKey.TryParse(session, out VisitKey key))
        {
            return Problem.NotFound("session");
        }

        (VisitCourse? course, bool isSameDay) = await visits.FindAsync(site, key, context.RequestAborted);
        return course is not null ? new JsonAnswer(writer => SessionJson.WriteCourse(writer, course))
            : isSameDay ? Problem.NotFound("session")
            : new Problem("No such session any more", StatusCodes.Status410Gone, $"The day {key.Day} was built again of other events since: list its sessions again for their present ids.");
    });

    private static async Task<ListQuery> QueryAsync(HttpContext context, ReportParameters parameters, Site site, ReportReader reports)
    {
        bool ascending = parameters.OneOf("order", ("desc", false), ("asc", true));
        int limit = parameters.Whole("limit", DefaultLimit, 1, ListQuery.MaxLimit);
        ListPlace? after = parameters.Place("cursor", "next");
        Question question = await SiteReportParameters.ReadAsync(parameters, site, reports, context.RequestAborted);
        return new ListQuery(question.Range, question.Filter, limit) { Ascending = ascending, After = after };
    }

    private static TableAnswer Page<T>(HttpContext context, TableFile file, string[] columns, IReadOnlyList<T> items, ListPlace? next, Action<Utf8JsonWriter, T> writeMembers)
    {
        var json = new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("data");
            foreach (T item in items)
            {
                writer.WriteStartObject();
                writeMembers(writer, item);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteString("next", next?.ToString());
            writer.WriteEndObject();
        });
        return new TableAnswer(json, Table.Of(columns, items, writeMembers), file) { Next = _ => next is { } place ? NextPart.With(context, "cursor", place.ToString()) : null };
    }
}
