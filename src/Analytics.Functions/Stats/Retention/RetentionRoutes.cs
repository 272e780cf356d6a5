using Analytics.Engine.Reading;
using Analytics.Engine.Sites;
using Analytics.Engine.Stats;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Tables;
using Analytics.Functions.Configuration;
using Analytics.Store.Accounts;
using Analytics.Store.Stats.Retention;

namespace Analytics.Functions.Stats.Retention;

/// <summary>How many people come back.</summary>
internal static class RetentionRoutes
{
    public static void MapRetention(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v2/sites/{id}/retention", Ask).Needs(Scopes.Stats).Reads("explain").AsTable("retention");

    private static Task<IResult> Ask(HttpContext context, OwnSite own, DayReader days, TermsReader terms, StatsReader reader, Settings settings, TimeProvider clock) => SiteQuestion.AskAsync<RetentionQuery>(
        context,
        own,
        days,
        terms,
        (fields, site) => RetentionJson.Parse(fields, site, clock.GetUtcNow()),
        (site, query) => JsonAnswer.ReadAsync(
            context,
            settings,
            receipt => reader.ReadRetentionAsync(site, query, context.RequestAborted, receipt),
            (writer, result) => RetentionJson.WriteMembers(writer, site, result),
            (result, json) => RetentionTable.Of(context, site, result, json)));
}
