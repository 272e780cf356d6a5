using System.Text.Json;
using Analytics.Engine.Deleting;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Places;
using Analytics.Functions.Resources;
using Analytics.Functions.Tables;
using Analytics.Store.Accounts;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Sites;

/// <summary>Sites of the caller's account: list, create, read, update, delete.</summary>
internal static class SitesRoutes
{
    private const int MaxBody = 64 * 1024;

    private static readonly Resource<SiteView> Views = new(
        "site", "sites", ["id", "name", "domains", "formerDomains", "aliases", "timezone", "isActive", "settings", "createdAt", "updatedAt", "deletion"], site => site.Id,
        (writer, site) => JsonSerializer.Serialize(writer, site, SitesJson.Default.SiteView));

    public static void MapSites(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v2/sites", List).Needs(Scopes.Stats).Reads(ListPage.Parameters).AsTable("sites");
        routes.MapPost("/api/v2/sites", Create).Needs(Scopes.Admin);
        routes.MapGet("/api/v2/sites/{id}", Get).Needs(Scopes.Stats).SeesDeletedSites();
        routes.MapGet("/api/v2/sites/{id}/privacy", GetPrivacy).Needs(Scopes.Stats);
        routes.MapPut("/api/v2/sites/{id}", Update).Needs(Scopes.Admin);
        routes.MapDelete("/api/v2/sites/{id}", Delete).Needs(Scopes.Admin).TakesNoBody().SeesDeletedSites();
    }

    private static async Task<IResult> List(HttpContext context, SiteBook sites, SiteDeleter deleter, TimeProvider clock)
    {
        List<SiteView> views = [];
        foreach (Site site in await sites.ReadAllAsync(context.Caller().OwnerId, context.RequestAborted))
        {
            if (await ViewAsync(site, deleter, clock, context.RequestAborted) is { } view)
            {
                views.Add(view);
            }
        }

        return Views.List(context, new TableFile(null), views);
    }

    private static async Task<IResult> Get(HttpContext context, OwnSite own, SiteDeleter deleter, TimeProvider clock) =>
        Views.One(await ViewAsync(own.Site, deleter, clock, context.RequestAborted));

    // Null where a site that was being deleted is gone by now.
    private static async Task<SiteView?> ViewAsync(Site site, SiteDeleter deleter, TimeProvider clock, CancellationToken cancellation)
    {
        var view = SiteView.Of(site, clock.GetUtcNow());
        return site.DeletedAt is null ? view
            : await deleter.FindAsync(site.Id, cancellation) is { } deletion ? view with { Deletion = DeletionView.Of(deletion) }
            : null;
    }

    private static IResult GetPrivacy(OwnSite own, AddressPlaces places) => Results.Json(PrivacySheet.Of(own.Site, places.Database), PrivacyJson.Default.PrivacySheet);

    private static Task<IResult> Create(HttpContext context, SiteBook sites) => SaveAsync(context, sites, sites.Draft(context.Caller().OwnerId));

    private static async Task<IResult> Update(HttpContext context, OwnSite own, SiteBook sites, TimeProvider clock) =>
        await sites.DraftAsync(own.Site.Id, context.RequestAborted) is { Before: { } before } draft
            ? Views.Refuse(context, SiteView.Of(before, clock.GetUtcNow())) ?? await SaveAsync(context, sites, draft)
            : Problem.NotFound("site");

    private static async Task<IResult> Delete(HttpContext context, OwnSite own, SiteDeleter deleter, TimeProvider clock)
    {
        bool isAsRead = EntityTag.IsAsked(context.Request);
        if (isAsRead && await ViewAsync(own.Site, deleter, clock, context.RequestAborted) is { } stored && Views.Refuse(context, stored) is { } changed)
        {
            return changed;
        }

        string askedBy = context.Caller().Name;
        if (await (isAsRead ? deleter.AskUnchangedAsync(own.Site, askedBy, context.RequestAborted) : deleter.AskAsync(own.Site, askedBy, context.RequestAborted)) is not { } deletion)
        {
            return isAsRead ? Views.Changed : Problem.NotFound("site");
        }

        context.Response.Headers.Location = context.Link("/api/v2/sites/" + deletion.Site.Value);
        return Results.Json(DeletionView.Of(deletion), SitesJson.Default.DeletionView, statusCode: StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> SaveAsync(HttpContext context, SiteBook sites, Draft<Site> draft)
    {
        if (!(await Form.ReadAsync(context.Request, MaxBody, SitesJson.Default.SiteForm)).TryGet(out SiteForm? form, out Problem? problem))
        {
            return problem;
        }

        List<InputFault> faults = [];
        Site edited = form.Over(draft, faults);
        return Views.Saved(
            context, draft.Before is null, await sites.SaveAsync(draft, edited, faults, context.RequestAborted), site => SiteView.Of(site, site.UpdatedAt), site => "/api/v2/sites/" + site.Id.Value);
    }
}
