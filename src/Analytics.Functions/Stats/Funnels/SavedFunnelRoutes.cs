using System.Text.Json;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Resources;
using Analytics.Functions.Tables;
using Analytics.Store.Accounts;
using Analytics.Store.Funnels;
using Analytics.Store.Sites;

namespace Analytics.Functions.Stats.Funnels;

/// <summary>Saved funnels of a site: list, create, read, update, delete.</summary>
internal static class SavedFunnelRoutes
{
    private const int MaxBody = 64 * 1024;

    private static readonly Resource<Funnel> Funnels = new(
        "funnel", "funnels", ["id", "name", .. FunnelQueryJson.Definition, "createdAt", "updatedAt"], funnel => funnel.Id.Value, SavedFunnelJson.Write);

    public static void MapSavedFunnels(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v2/sites/{id}/funnels", List).Needs(Scopes.Stats).Reads(ListPage.Parameters).AsTable("funnels");
        routes.MapPost("/api/v2/sites/{id}/funnels", Create).Needs(Scopes.Admin);
        routes.MapGet("/api/v2/sites/{id}/funnels/{funnel}", Get).Needs(Scopes.Stats);
        routes.MapPut("/api/v2/sites/{id}/funnels/{funnel}", Update).Needs(Scopes.Admin);
        routes.MapDelete("/api/v2/sites/{id}/funnels/{funnel}", Delete).Needs(Scopes.Admin).TakesNoBody();
    }

    private static async Task<IResult> List(HttpContext context, OwnSite own, FunnelBook funnels) =>
        Funnels.List(context, new TableFile(own.Site), await funnels.ReadAllAsync(own.Site, context.RequestAborted));

    private static async Task<IResult> Get(HttpContext context, OwnSite own, string funnel, FunnelBook funnels) =>
        Funnels.One(await funnels.FindAsync(own.Site, funnel, context.RequestAborted));

    private static async Task<IResult> Create(HttpContext context, OwnSite own, FunnelBook funnels, TermsReader terms) =>
        await funnels.DraftAsync(own.Site, context.RequestAborted) is { } draft
            ? await SaveAsync(context, own.Site, funnels, draft, terms)
            : Problem.Conflict($"A site has at most {FunnelBook.Most} funnels.");

    private static async Task<IResult> Update(HttpContext context, OwnSite own, string funnel, FunnelBook funnels, TermsReader terms) =>
        await funnels.DraftAsync(own.Site, funnel, context.RequestAborted) is { Before: { } before } draft
            ? Funnels.Refuse(context, before) ?? await SaveAsync(context, own.Site, funnels, draft, terms)
            : Problem.NotFound("funnel");

    private static async Task<IResult> Delete(HttpContext context, OwnSite own, string funnel, FunnelBook funnels) => await Funnels.DeleteAsync(
        context,
        await funnels.FindAsync(own.Site, funnel, context.RequestAborted),
        found => funnels.DeleteAsync(own.Site, found.Id.Value, context.RequestAborted),
        found => funnels.DeleteAsync(found, context.RequestAborted));

    private static async Task<IResult> SaveAsync(HttpContext context, Site site, FunnelBook funnels, Draft<Funnel> draft, TermsReader terms)
    {
        if (!(await Body.ReadJsonAsync(context.Request, MaxBody, context.RequestAborted)).TryGet(out JsonDocument? sent, out Problem? problem))
        {
            return problem;
        }

        using (sent)
        using (JsonDocument whole = SavedFunnelJson.Over(draft.Start, sent.RootElement))
        {
            QuestionFields fields = await SiteQuestion.FieldsAsync(context, site, terms, whole.RootElement);
            Funnel edited = SavedFunnelJson.Parse(fields, draft.Start);
            if (fields.Faults.Count > 0)
            {
                return Problem.Invalid(fields.Faults);
            }

            return Funnels.Saved(
                context, draft.Before is null, await funnels.SaveAsync(draft, edited, context.RequestAborted), funnel => funnel, funnel => $"/api/v2/sites/{site.Id}/funnels/{funnel.Id}");
        }
    }
}
