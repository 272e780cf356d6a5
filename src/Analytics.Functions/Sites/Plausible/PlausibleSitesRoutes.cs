using Analytics.Engine.Deleting;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Sites.Plausible;

/// <summary>Plausible's Sites API: sites. They are the account's own; teams and guests there are none.</summary>
internal static class PlausibleSitesRoutes
{
    private const string Root = "/api/v1/sites";

    public static void MapPlausibleSites(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Root, List).Needs(Scopes.Stats).RefusesAs(PlausibleRequest.Refusals).Reads(PlausiblePage.Parameters);
        routes.MapPost(Root, Create).Needs(Scopes.Admin).RefusesAs(PlausibleRequest.Refusals);
        routes.MapGet(Root + "/{id}", Get).Needs(Scopes.Stats).RefusesAs(PlausibleRequest.Refusals);
        routes.MapPut(Root + "/{id}", Update).Needs(Scopes.Admin).RefusesAs(PlausibleRequest.Refusals);
        routes.MapDelete(Root + "/{id}", Delete).Needs(Scopes.Admin).TakesNoBody().RefusesAs(PlausibleRequest.Refusals);
    }

    private static async Task<IResult> List(HttpContext context, SiteBook sites)
    {
        if (!PlausiblePage.Read(context.Request.Query).TryGet(out PlausiblePage? page, out Problem? problem))
        {
            return problem;
        }

        IEnumerable<Site> all = (await sites.ReadAllAsync(context.Caller().OwnerId, context.RequestAborted)).Where(site => site.DeletedAt is null);
        (IReadOnlyList<Site> some, PlausiblePageMeta meta) = page.Of(all, site => new PlausiblePlace(site.CreatedAt, site.Id.Value));
        return Results.Json(new PlausibleSiteList([.. some.Select(site => new PlausibleSiteEntry(site.Domains[0], site.Timezone))], meta), PlausibleSitesJson.Default.PlausibleSiteList);
    }

    private static IResult Get(OwnSite own) => View(own.Site);

    private static async Task<IResult> Create(HttpContext context, SiteBook sites)
    {
        if (!(await PlausibleRequest.ReadFormAsync(context.Request, PlausibleSitesJson.Default.PlausibleSiteForm)).TryGet(out PlausibleSiteForm? form, out Problem? problem))
        {
            return problem;
        }

        List<InputFault> faults = [.. FaultsOf(form.Domain, form.TrackerScriptConfiguration is not null)];
        Draft<Site> draft = sites.Draft(context.Caller().OwnerId);
        Site edited = new SiteForm { Domain = form.Domain, Timezone = form.Timezone ?? "Etc/UTC" }.Over(draft, faults);
        return faults.Count > 0 ? Problem.Invalid(faults) : Answer(await sites.SaveAsync(draft, edited, faults, context.RequestAborted));
    }

    // The first of its domains is the one that these clients know.
    private static async Task<IResult> Update(HttpContext context, OwnSite own, SiteBook sites)
    {
        if (!(await PlausibleRequest.ReadFormAsync(context.Request, PlausibleSitesJson.Default.PlausibleSiteChange)).TryGet(out PlausibleSiteChange? form, out Problem? problem))
        {
            return problem;
        }

        InputFault[] faults = [.. FaultsOf(form.Domain, form.TrackerScriptConfiguration is not null)];
        if (faults.Length > 0)
        {
            return Problem.Invalid(faults);
        }

        if (await sites.DraftAsync(own.Site.Id, context.RequestAborted) is not { } draft)
        {
            return Problem.NotFound("site");
        }

        string domain = SiteRules.Normalize(form.Domain!);
        Site edited = draft.Start with { Domains = [domain, .. draft.Start.Domains.Skip(1).Where(other => other != domain)] };
        return Answer(await sites.SaveAsync(draft, edited, [], context.RequestAborted));
    }

    private static async Task<IResult> Delete(HttpContext context, OwnSite own, SiteDeleter deleter)
    {
        Caller caller = context.Caller();
        return await deleter.AskAsync(own.Site, caller.Name, context.RequestAborted) is null
            ? Problem.NotFound("site")
            : Results.Json(new PlausibleDeleted(true), PlausibleSitesJson.Default.PlausibleDeleted);
    }

    private static IEnumerable<InputFault> FaultsOf(string? domain, bool setsTracker)
    {
        if (string.IsNullOrWhiteSpace(domain))
        {
            yield return new InputFault("domain", "is required: a host name such as example.com");
        }

        if (setsTracker)
        {
            yield return new InputFault("tracker_script_configuration", "cannot be set: the snippet in the page says what the tracker does. Leave it out");
        }
    }

    private static IResult Answer(SaveOutcome<Site> outcome) => PlausibleRequest.AnswerTo(outcome, "site", View, ("domains", "domain"));

    private static IResult View(Site site) => Results.Json(PlausibleSiteView.Of(site), PlausibleSitesJson.Default.PlausibleSiteView);
}
