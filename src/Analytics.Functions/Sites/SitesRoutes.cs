using Analytics.Engine.Expiry;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Sites;

/// <summary>Sites of the caller's account: list, create, read, update, delete.</summary>
internal static class SitesRoutes
{
    private const int MaxBody = 64 * 1024;

    public static void MapSites(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v2/sites", List).Needs(Scopes.Stats);
        routes.MapPost("/api/v2/sites", Create).Needs(Scopes.Admin);
        routes.MapGet("/api/v2/sites/{id}", Get).Needs(Scopes.Stats);
        routes.MapGet("/api/v2/sites/{id}/privacy", GetPrivacy).Needs(Scopes.Stats);
        routes.MapPut("/api/v2/sites/{id}", Update).Needs(Scopes.Admin);
        routes.MapDelete("/api/v2/sites/{id}", Delete).Needs(Scopes.Admin).TakesNoBody();
    }

    private static async Task<IResult> List(HttpContext context, SiteBook sites) => Results.Json(
        new SiteList([.. (await sites.ReadAllAsync(context.Caller().OwnerId, context.RequestAborted)).Select(SiteView.Of)]), SitesJson.Default.SiteList);

    private static IResult Get(OwnSite own) => Results.Json(SiteView.Of(own.Site), SitesJson.Default.SiteView);

    private static IResult GetPrivacy(OwnSite own) => Results.Json(PrivacySheet.Of(own.Site), PrivacyJson.Default.PrivacySheet);

    private static Task<IResult> Create(HttpContext context, SiteBook sites) => SaveAsync(context, sites, sites.Draft(context.Caller().OwnerId));

    private static async Task<IResult> Update(HttpContext context, OwnSite own, SiteBook sites) =>
        await sites.DraftAsync(own.Site.Id, context.RequestAborted) is { } draft ? await SaveAsync(context, sites, draft) : Problem.NotFound("site");

    private static async Task<IResult> Delete(HttpContext context, OwnSite own, SiteBook sites, DayExpiry retention)
    {
        await retention.ForgetAsync(own.Site, context.RequestAborted);
        await sites.DeleteAsync(own.Site, context.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<IResult> SaveAsync(HttpContext context, SiteBook sites, Draft<Site> draft)
    {
        if (!(await Form.ReadAsync(context.Request, MaxBody, SitesJson.Default.SiteForm)).TryGet(out SiteForm? form, out Problem? problem))
        {
            return problem;
        }

        List<InputFault> faults = [];
        Site edited = form.Over(draft, faults);
        return SaveAnswer.Of(await sites.SaveAsync(draft, edited, faults, context.RequestAborted), "site", site =>
        {
            if (draft.Before is not null)
            {
                return Results.Json(SiteView.Of(site), SitesJson.Default.SiteView);
            }

            context.Response.Headers.Location = "/api/v2/sites/" + site.Id.Value;
            return Results.Json(SiteView.Of(site), SitesJson.Default.SiteView, statusCode: StatusCodes.Status201Created);
        });
    }
}
