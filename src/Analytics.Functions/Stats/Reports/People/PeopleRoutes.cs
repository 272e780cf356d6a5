using Analytics.Engine.Stats;
using Analytics.Functions.Callers;
using Analytics.Functions.Configuration;
using Analytics.Functions.Http;
using Analytics.Functions.Tables;
using Analytics.Store.Accounts;
using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.People;
using Analytics.Store.Stats.Ranges;
using Analytics.Store.Stats.Reads;

namespace Analytics.Functions.Stats.Reports.People;

/// <summary>
/// Identified people, where the site identifies any: who was seen, one of them from all sides, and everything that is
/// stored about them. Who it is about stands in the query: a user id may hold any character.
/// </summary>
internal static class PeopleRoutes
{
    private const string Root = "/api/v2/sites/{id}/people";
    private const int MostBytes = 3 * 1024 * 1024; // of a part of an export, below the 6 MB of an answer in Lambda

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Root, List).Needs(Scopes.Stats).Reads([.. SiteReportParameters.OfLists, "traits", "sort", "order"]).AsTable("people");
        routes.MapGet(Root + "/profile", Profile).Needs(Scopes.Stats).Reads("userId", "period", "from", "to", "explain");
        routes.MapGet(Root + "/export", Export).Needs(Scopes.Admin).Reads("userId", "from");
    }

    private static Task<IResult> List(HttpContext context, OwnSite own, ReportReader reports, StatsReader reader, Settings settings) => AnswerAsync(own.Site, async () =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        StatsPage page = SiteReportParameters.Page(parameters);
        PeopleOrder sort = parameters.OneOf(
            "sort", ("lastSeen", PeopleOrder.LastSeen), ("firstSeen", PeopleOrder.FirstSeen), ("visits", PeopleOrder.Visits), ("pageviews", PeopleOrder.Pageviews), ("events", PeopleOrder.Events));
        bool ascending = parameters.OneOf("order", ("desc", false), ("asc", true));
        IReadOnlyList<TraitFilter> traits = TraitFilters.Read(parameters);
        Question question = await SiteReportParameters.ReadAsync(parameters, own.Site, reports, context.RequestAborted);
        var query = new PeopleQuery(question.Range, question.Filter, page) { Search = parameters.Text("q"), Traits = traits, Order = sort, Ascending = ascending };
        parameters.Check();
        var receipt = new ReadReceipt(new ReadBudget { Bytes = settings.QueryBytes });
        PeopleResult found = await reader.ReadPeopleAsync(question.Site, query, context.RequestAborted, receipt);
        ReportReader.Explain(context, receipt);
        var json = new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("people");
            foreach (Person person in found.People)
            {
                writer.WriteStartObject();
                PersonJson.WritePerson(writer, person);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteNumber("total", found.Total);
            writer.WriteEndObject();
        });
        return ReportTable.InPages(context, page, new TableAnswer(json, Table.Of(PersonJson.Columns, found.People, PersonJson.WritePerson), ReportTable.FileOf(question)) { Total = found.Total });
    });

    private static Task<IResult> Profile(HttpContext context, OwnSite own, ReportReader reports, StatsReader reader, Settings settings) => AnswerAsync(own.Site, async () =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        string user = UserOf(parameters);
        bool isAll = parameters.Text("period") is null && parameters.Text("from") is null && parameters.Text("to") is null;
        StatsRange range = isAll ? await EverythingAsync(own.Site, reports, context.RequestAborted) : (await SiteReportParameters.ReadAsync(parameters, own.Site, reports, context.RequestAborted)).Range;
        parameters.Check();
        var receipt = new ReadReceipt(new ReadBudget { Bytes = settings.QueryBytes });
        PersonProfile? profile = await reader.ReadPersonAsync(own.Site, user, range, context.RequestAborted, receipt);
        ReportReader.Explain(context, receipt);
        return profile is null ? Problem.NotFound("person in this range") : new JsonAnswer(writer => PersonJson.WriteProfile(writer, profile));
    });

    // A part ends with a day, so that what goes on is named by the day that it begins with.
    private static Task<IResult> Export(HttpContext context, OwnSite own, ReportReader reports, VisitReader visits) => AnswerAsync(own.Site, async () =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        string user = UserOf(parameters);
        LocalDay? from = parameters.Day("from");
        parameters.Check();
        StatsRange all = await EverythingAsync(own.Site, reports, context.RequestAborted);
        StatsRange? range = from is { } first ? StatsRange.OfDays(own.Site.Calendar, first, first > all.LastDay ? first : all.LastDay) : all;
        if (range is null)
        {
            parameters.Fault("from", "must be what 'next' said");
            parameters.Check();
        }

        LocalDay? next = null;
        using var part = new MemoryStream();
        LocalDay? day = null;
        bool any = false;
        await foreach (PersonEvent e in visits.ReadPersonAsync(own.Site, user, range!, context.RequestAborted))
        {
            LocalDay of = e.Event.Place.Day;
            if (day != of && part.Length >= MostBytes)
            {
                next = of;
                break;
            }

            part.Write(any ? ",\n"u8 : "\n"u8);
            part.Write(PersonJson.EventBytes(e));
            (day, any) = (of, true);
        }

        return any || from is not null ? PersonJson.Export(user, part, next) : Problem.NotFound("person");
    });

    private static Task<IResult> AnswerAsync(Site site, Func<Task<IResult>> answer) => Report.AnswerAsync(async () => site.Settings.Identification
        ? await answer()
        : new Problem(
            "People are not identified",
            StatusCodes.Status403Forbidden,
            $"The site's setting 'identification' is off: turn it on with PUT /api/v2/sites/{site.Id} where the site's privacy notice allows it."));

    private static string UserOf(ReportParameters parameters)
    {
        string user = parameters.Text("userId") ?? "";
        if (user.Length is 0 or > EventLimits.UserId)
        {
            parameters.Fault("userId", "must be the site's own id of the person, 1 to 200 characters");
        }

        return user;
    }

    private static async Task<StatsRange> EverythingAsync(Site site, ReportReader reports, CancellationToken cancellation)
    {
        LocalDay today = site.Calendar.DayOf(reports.Now);
        LocalDay first = await reports.FirstDayAsync(site, cancellation) is { } known && known < today ? known : today;
        return StatsRange.OfDays(site.Calendar, first, today.Plus(1)) ?? StatsRange.OfDays(site.Calendar, today.Plus(1 - StatsRange.MaxDays), today)!;
    }
}
