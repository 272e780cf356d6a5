using System.Text.Json;
using Analytics.Engine.Reading;
using Analytics.Engine.Sites;
using Analytics.Engine.Stats;
using Analytics.Functions.Callers;
using Analytics.Functions.Configuration;
using Analytics.Functions.Http;
using Analytics.Functions.Tables;
using Analytics.Store.Accounts;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Funnels;

namespace Analytics.Functions.Stats.Funnels;

/// <summary>How many visitors get from step to step: of the funnel in the question, or of a saved one.</summary>
internal static class FunnelRoutes
{
    public static void MapFunnels(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v2/sites/{id}/funnel", Ask).Needs(Scopes.Stats).Reads("explain").AsTable("funnel");
        routes.MapGet("/api/v2/sites/{id}/funnels/{funnel}/report", Report).Needs(Scopes.Stats).Reads("date_range", "explain").AsTable("funnel");
        routes.MapSavedFunnels();
    }

    private static Task<IResult> Ask(HttpContext context, OwnSite own, DayReader days, TermsReader terms, StatsReader reader, Settings settings, TimeProvider clock) => SiteQuestion.AskAsync(
        context,
        own,
        days,
        terms,
        (fields, site) => FunnelQueryJson.Parse(fields, site, clock.GetUtcNow()),
        (site, query) => AnswerAsync(context, settings, reader, site, query));

    private static async Task<IResult> Report(
        HttpContext context, OwnSite own, string funnel, FunnelReader funnels, DayReader days, TermsReader terms, StatsReader reader, Settings settings, TimeProvider clock)
    {
        if (await funnels.FindAsync(own.Site, funnel, context.RequestAborted) is not { } saved)
        {
            return Problem.NotFound("funnel");
        }

        string asked = context.Request.Query["date_range"].ToString();
        Site site = await AllOfTime.BeginAsync(asked, own.Site, days, context.RequestAborted);
        if (DateRangeJson.Parse(asked, site, clock.GetUtcNow()) is not { } range)
        {
            return Problem.Invalid("date_range", "must be a range as 30d, or two dates or two instants divided by a comma");
        }

        using JsonDocument definition = JsonDocument.Parse(saved.Definition);
        return await SiteQuestion.AnswerAsync(
            own.Site,
            await SiteQuestion.FieldsAsync(context, own.Site, terms, definition.RootElement),
            (fields, _) => FunnelQueryJson.Parse(fields, range, StatsPage.First),
            (of, query) => AnswerAsync(context, settings, reader, of, query));
    }

    private static Task<IResult> AnswerAsync(HttpContext context, Settings settings, StatsReader reader, Site site, FunnelQuery query) => JsonAnswer.ReadAsync(
        context,
        settings,
        receipt => reader.ReadFunnelAsync(site, query, context.RequestAborted, receipt),
        (writer, result) => FunnelResultJson.WriteMembers(writer, site, result),
        (result, json) => FunnelTable.Of(context, site, result, json));
}
