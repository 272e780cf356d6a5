using System.Text.Json;
using Analytics.Engine;
using Analytics.Functions.Hosting;
using Analytics.Store.Accounts;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Funnels;

namespace Analytics.Functions.Stats.Funnels;

/// <summary>How many get from step to step: of a funnel that is told, or of one that was saved.</summary>
internal static class FunnelRoutes
{
    public static void MapFunnels(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v2/sites/{id}/funnel", Ask).Needs(Scopes.Stats);
        routes.MapGet("/api/v2/sites/{id}/funnels/{funnel}/report", Report).Needs(Scopes.Stats);
        routes.MapSavedFunnels();
    }

    private static Task<IResult> Ask(HttpContext context, string id, SiteDirectory sites, TermsReader terms, StatsReader reader, TimeProvider clock) => SiteQuestion.AskAsync(
        context,
        sites,
        terms,
        id,
        (fields, site) => FunnelQueryJson.Parse(fields, site, clock.GetUtcNow()),
        (site, query) => AnswerAsync(reader, site, query, context.RequestAborted));

    private static async Task<IResult> Report(
        HttpContext context, string id, string funnel, SiteDirectory sites, FunnelReader funnels, TermsReader terms, StatsReader reader, TimeProvider clock)
    {
        if (await SiteQuestion.SiteAsync(context, sites, id) is not { } site)
        {
            return Problem.NotFound("site");
        }

        if (await funnels.FindAsync(site, funnel, context.RequestAborted) is not { } saved)
        {
            return Problem.NotFound("funnel");
        }

        if (DateRangeJson.Parse(context.Request.Query["date_range"].ToString(), site, clock.GetUtcNow()) is not { } range)
        {
            return Problem.Invalid("date_range", "must be a range as 30d, or two dates or two instants divided by a comma");
        }

        using JsonDocument definition = JsonDocument.Parse(saved.Definition);
        return await SiteQuestion.AnswerAsync(
            site,
            await SiteQuestion.FieldsAsync(context, site, terms, definition.RootElement),
            (fields, _) => FunnelQueryJson.Parse(fields, range, StatsPage.First),
            (_, query) => AnswerAsync(reader, site, query, context.RequestAborted));
    }

    private static async Task<IResult> AnswerAsync(StatsReader reader, Site site, FunnelQuery query, CancellationToken cancellation)
    {
        FunnelResult result = await reader.ReadFunnelAsync(site, query, cancellation);
        return new JsonAnswer(writer => FunnelResultJson.Write(writer, site, result));
    }
}
