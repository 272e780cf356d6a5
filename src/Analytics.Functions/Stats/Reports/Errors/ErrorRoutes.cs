using System.Text.Json;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Tables;
using Analytics.Store.Accounts;
using Analytics.Store.Errors;
using Analytics.Store.Inputs;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Filters;

namespace Analytics.Functions.Stats.Reports.Errors;

/// <summary>The errors of a site's pages in groups: which there are, one of them from all sides, and what is said about it.</summary>
internal static class ErrorRoutes
{
    private const int MaxBody = 4 * 1024;
    private const string Root = "/api/v2/sites/{id}/errors";
    private static readonly string[] Figures = ["events", "visitors", "first_seen", "last_seen"];
    private static readonly string[] Samples = ["event:props:message", "event:props:stack", "event:props:source", "event:props:line", "event:props:column", "event:props:breadcrumbs"];

    private static readonly (string Name, string Dimension)[] Lists =
    [
        ("pages", "event:page"), ("releases", ErrorGroups.Release), ("browsers", "visit:browser"), ("operatingSystems", "visit:os"), ("devices", "visit:device"), ("countries", "visit:country"),
    ];

    public static void MapErrors(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Root, List).Needs(Scopes.Stats).Reads([.. SiteReportParameters.OfLists, "status", "sort"]).AsTable("errors");
        routes.MapGet(Root + "/{fingerprint}", Single).Needs(Scopes.Stats).Reads(SiteReportParameters.Names);
        routes.MapPut(Root + "/{fingerprint}", Mark).Needs(Scopes.Admin);
    }

    private static Task<IResult> List(HttpContext context, OwnSite own, ReportReader reports, ErrorGroups groups) => Report.AnswerAsync(async () =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        StatsPage page = SiteReportParameters.Page(parameters);
        ErrorStatus? wanted = parameters.OneOf<ErrorStatus?>("status", ("all", null), ("open", ErrorStatus.Open), ("resolved", ErrorStatus.Resolved), ("ignored", ErrorStatus.Ignored));
        string sort = parameters.OneOf("sort", ("count", "events"), ("visitors", "visitors"), ("lastSeen", "last_seen"), ("firstSeen", "first_seen"));
        string? sought = parameters.Text("q");
        Question question = ErrorGroups.Of(await SiteReportParameters.ReadAsync(parameters, own.Site, reports, context.RequestAborted));
        parameters.Check();
        question = sought is null ? question : question.Where(SiteReportParameters.Sought("event:props:message", sought));
        IReadOnlyDictionary<string, (ErrorStatus Status, ErrorMark Mark)> said = await groups.StatusesAsync(context, question.Site);
        question = OfStatus(question, wanted, said);
        string[] figures = [sort, .. Figures.Where(figure => figure != sort)];
        StatsResult result = await reports.AskOneAsync(context, question.Site, question.Top(ErrorGroups.Fingerprint, page, figures));
        ErrorDetails details = await ErrorDetails.ReadAsync(context, reports, question, [.. result.Rows.Select(row => row.Dimensions[0])]);
        string[] columns = ["fingerprint", "message", "status", "count", "visitors", "firstSeen", "lastSeen", "stack"];
        return ReportTable.InPages(context, page, ReportTable.Listed(question, "errors", result, columns, (writer, row) =>
        {
            string fingerprint = row.Dimensions[0];
            WriteHead(writer, fingerprint, said);
            WriteFigures(writer, row, figures);
            details.Write(writer, fingerprint);
        }));
    });

    private static Task<IResult> Single(HttpContext context, OwnSite own, string fingerprint, ReportReader reports, ErrorGroups groups) => Report.AnswerAsync(async () =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        Question question = ErrorGroups.Of(await SiteReportParameters.ReadAsync(parameters, own.Site, reports, context.RequestAborted));
        parameters.Check();
        question = question.Where(ErrorGroups.Fingerprint, FilterOperator.Is, fingerprint);
        var ten = new StatsPage(10, 0);
        IReadOnlyList<StatsResult> results = await reports.AskAsync(
            context,
            question.Site,
            [question.Totals(Figures), question.Series("time:day", "events", "visitors"), question.Top(Samples, new StatsPage(5, 0), "last_seen", "events"), .. Lists.Select(list => question.Top(list.Dimension, ten, "events", "visitors"))]);
        if (results[0].Rows[0].Metrics[0].Numerator == 0)
        {
            return Problem.NotFound("error in this range");
        }

        IReadOnlyDictionary<string, (ErrorStatus Status, ErrorMark Mark)> said = await groups.StatusesAsync(context, question.Site);
        return new JsonAnswer(writer => ErrorJson.Write(writer, question, results, Lists, body =>
        {
            WriteHead(body, fingerprint, said);
            WriteFigures(body, results[0].Rows[0], Figures);
        }));
    });

    private static async Task<IResult> Mark(HttpContext context, OwnSite own, string fingerprint, ErrorGroups groups)
    {
        if (!(await Body.ReadJsonAsync(context.Request, MaxBody, context.RequestAborted)).TryGet(out JsonDocument? sent, out Problem? problem))
        {
            return problem;
        }

        using (sent)
        {
            List<InputFault> faults = [];
            ErrorStatus status = ErrorJson.Read(sent.RootElement, fingerprint, faults);
            return faults.Count > 0 ? Problem.Invalid(faults) : await Report.AnswerAsync(async () => await groups.MarkAsync(context, own.Site, fingerprint, status, context.Caller().Name) switch
            {
                null => Problem.NotFound("error of the last 90 days"),
                false => Problem.Conflict($"A site has at most {Engine.Sites.ErrorMarkBook.Most} errors that are resolved or ignored: open some again."),
                true => new JsonAnswer(writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("fingerprint", fingerprint);
                    writer.WriteString("status", ErrorJson.Word(status));
                    writer.WriteEndObject();
                }),
            });
        }
    }

    // The few that are not open say which are.
    private static Question OfStatus(Question question, ErrorStatus? wanted, IReadOnlyDictionary<string, (ErrorStatus Status, ErrorMark Mark)> said)
    {
        string[] of = [.. said.Where(group => wanted == ErrorStatus.Open ? group.Value.Status != ErrorStatus.Open : group.Value.Status == wanted).Select(group => group.Key)];
        return wanted switch
        {
            null => question,
            ErrorStatus.Open => of.Length == 0 ? question : question.Where(ErrorGroups.Fingerprint, FilterOperator.IsNot, of),
            _ => of.Length == 0 ? question.Where(new Filter.Or([])) : question.Where(ErrorGroups.Fingerprint, FilterOperator.Is, of),
        };
    }

    private static void WriteHead(Utf8JsonWriter writer, string fingerprint, IReadOnlyDictionary<string, (ErrorStatus Status, ErrorMark Mark)> said)
    {
        writer.WriteString("fingerprint", fingerprint == ErrorGroups.None ? null : fingerprint);
        ErrorStatus status = ErrorStatus.Open;
        ErrorMark? mark = null;
        if (said.TryGetValue(fingerprint, out (ErrorStatus Status, ErrorMark Mark) found))
        {
            (status, mark) = found;
        }

        writer.WriteString("status", ErrorJson.Word(status));
        if (mark is not null)
        {
            writer.WriteBoolean("reopened", status == ErrorStatus.Open);
            writer.WriteString("markedBy", mark.MarkedBy);
            writer.WriteString("markedAt", mark.MarkedAt.UtcDateTime);
        }
    }

    private static void WriteFigures(Utf8JsonWriter writer, StatsRow row, IReadOnlyList<string> figures)
    {
        foreach (string figure in Figures)
        {
            Store.Stats.Metrics.MetricValue value = row.Metrics[figures.ToList().IndexOf(figure)];
            switch (figure)
            {
                case "first_seen" or "last_seen":
                    writer.WriteString(figure == "first_seen" ? "firstSeen" : "lastSeen", value.Moment!.Value.UtcDateTime);
                    break;
                default:
                    writer.WriteNumber(figure == "events" ? "count" : figure, value.Rounded);
                    break;
            }
        }
    }
}
