using Analytics.Engine.Reading;
using Analytics.Engine.Sites;
using Analytics.Engine.Stats;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Tables;
using Analytics.Functions.Configuration;
using Analytics.Store.Accounts;
using Analytics.Store.Stats.Journeys;

namespace Analytics.Functions.Stats.Journeys;

/// <summary>Which pages follow which.</summary>
internal static class JourneyRoutes
{
    public static void MapJourneys(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v2/sites/{id}/journeys", Ask).Needs(Scopes.Stats).Reads("explain").AsTable("journeys");

    private static Task<IResult> Ask(HttpContext context, OwnSite own, DayReader days, TermsReader terms, StatsReader reader, Settings settings, TimeProvider clock) => SiteQuestion.AskAsync<JourneyQuery>(
        context,
        own,
        days,
        terms,
        (fields, site) => JourneyJson.Parse(fields, site, clock.GetUtcNow()),
        (site, query) => JsonAnswer.ReadAsync(
            context,
            settings,
            receipt => reader.ReadJourneysAsync(site, query, context.RequestAborted, receipt),
            (writer, result) => JourneyJson.WriteMembers(writer, site, result),
            (result, json) => JourneyTable.Of(context, site, result, json)));
}
