using System.Text.Json;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;
using Analytics.Store.Funnels;
using Analytics.Store.Sites;

namespace Analytics.Functions.Stats.Funnels;

/// <summary>Saved funnels of a site: list, create, read, update, delete.</summary>
internal static class SavedFunnelRoutes
{
    private const int MaxBody = 64 * 1024;

    public static void MapSavedFunnels(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v2/sites/{id}/funnels", List).Needs(Scopes.Stats);
        routes.MapPost("/api/v2/sites/{id}/funnels", Create).Needs(Scopes.Admin);
        routes.MapGet("/api/v2/sites/{id}/funnels/{funnel}", Get).Needs(Scopes.Stats);
        routes.MapPut("/api/v2/sites/{id}/funnels/{funnel}", Update).Needs(Scopes.Admin);
        routes.MapDelete("/api/v2/sites/{id}/funnels/{funnel}", Delete).Needs(Scopes.Admin).TakesNoBody();
    }

    private static async Task<IResult> List(HttpContext context, OwnSite own, FunnelBook funnels)
    {
        IReadOnlyList<Funnel> all = await funnels.ReadAllAsync(own.Site, context.RequestAborted);
        return new JsonAnswer(writer => SavedFunnelJson.WriteAll(writer, all));
    }

    private static async Task<IResult> Get(HttpContext context, OwnSite own, string funnel, FunnelBook funnels) =>
        await funnels.FindAsync(own.Site, funnel, context.RequestAborted) is { } found
            ? new JsonAnswer(writer => SavedFunnelJson.Write(writer, found))
            : Problem.NotFound("funnel");

    private static async Task<IResult> Create(HttpContext context, OwnSite own, FunnelBook funnels, TermsReader terms) =>
        await funnels.DraftAsync(own.Site, context.RequestAborted) is { } draft
            ? await SaveAsync(context, own.Site, funnels, draft, terms)
            : Problem.Conflict($"A site has at most {FunnelBook.Most} funnels.");

    private static async Task<IResult> Update(HttpContext context, OwnSite own, string funnel, FunnelBook funnels, TermsReader terms) =>
        await funnels.DraftAsync(own.Site, funnel, context.RequestAborted) is { } draft
            ? await SaveAsync(context, own.Site, funnels, draft, terms)
            : Problem.NotFound("funnel");

    private static async Task<IResult> Delete(HttpContext context, OwnSite own, string funnel, FunnelBook funnels) =>
        await funnels.DeleteAsync(own.Site, funnel, context.RequestAborted) ? Results.NoContent() : Problem.NotFound("funnel");

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

            return SaveAnswer.Of(await funnels.SaveAsync(draft, edited, context.RequestAborted), "funnel", funnel =>
            {
                if (draft.Before is not null)
                {
                    return new JsonAnswer(writer => SavedFunnelJson.Write(writer, funnel));
                }

                context.Response.Headers.Location = $"/api/v2/sites/{site.Id}/funnels/{funnel.Id}";
                return new JsonAnswer(writer => SavedFunnelJson.Write(writer, funnel), StatusCodes.Status201Created);
            });
        }
    }
}
