using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;
using Analytics.Store.Sites;

namespace Analytics.Functions.Sites.Plausible;

/// <summary>Plausible's Sites API: the custom properties that a site lists. Events keep all of theirs, listed or not.</summary>
internal static class PlausiblePropertyRoutes
{
    private const string Root = "/api/v1/sites/custom-props";
    private const int MostTries = 5;

    public static void MapPlausibleProperties(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Root, List).Needs(Scopes.Stats).RefusesAs(PlausibleRequest.Refusals).Reads(SiteInQuery.Name);
        routes.MapPut(Root, Add).Needs(Scopes.Admin).RefusesAs(PlausibleRequest.Refusals).Reads(SiteInQuery.Name);
        routes.MapDelete(Root + "/{**property}", Remove).Needs(Scopes.Admin).RefusesAs(PlausibleRequest.Refusals).Reads(SiteInQuery.Name);
    }

    private static async Task<IResult> List(HttpContext context, SiteDirectory sites) =>
        (await PlausibleRequest.FindAsync(context, sites, context.Request.Query[SiteInQuery.Name])).TryGet(out Site? site, out Problem? problem)
            ? Results.Json(
                new PlausiblePropertyList([.. site.Settings.CustomProperties.Select(name => new PlausiblePropertyView(name))]), PlausibleSitesJson.Default.PlausiblePropertyList)
            : problem;

    private static async Task<IResult> Add(HttpContext context, SiteDirectory sites, SiteBook book)
    {
        if (!(await PlausibleRequest.ReadOfSiteAsync(context, sites, PlausibleSitesJson.Default.PlausiblePropertyForm)).TryGet(out (Site Site, PlausiblePropertyForm Form) asked, out Problem? problem))
        {
            return problem;
        }

        return asked.Form.Property?.Trim() is not { Length: > 0 } name
            ? Problem.Invalid("property", "is required: the name of a custom property")
            : await ChangeAsync(asked.Site, book, listed => listed.Contains(name) ? listed : [.. listed, name], new PlausibleCreated(true), context.RequestAborted);
    }

    private static async Task<IResult> Remove(HttpContext context, string property, SiteDirectory sites, SiteBook book)
    {
        if (!(await PlausibleRequest.ReadOfSiteAsync(context, sites, PlausibleSitesJson.Default.PlausibleSiteName)).TryGet(out (Site Site, PlausibleSiteName Form) asked, out Problem? problem))
        {
            return problem;
        }

        // A slash may be encoded in an address, and a route leaves it so.
        string withSlashes = property.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return await ChangeAsync(
            asked.Site, book, listed => [.. listed.Where(name => name != (listed.Contains(property) ? property : withSlashes))], new PlausibleDeleted(true), context.RequestAborted);
    }

    // Two who change the list at once both change it.
    private static async Task<IResult> ChangeAsync(Site site, SiteBook book, Func<IReadOnlyList<string>, IReadOnlyList<string>> change, object done, CancellationToken cancellation)
    {
        SaveOutcome<Site> outcome = new SaveOutcome<Site>.Changed();
        for (int tries = 0; tries < MostTries && outcome is SaveOutcome<Site>.Changed; tries++)
        {
            if (await book.DraftAsync(site.Id, cancellation) is not { } draft)
            {
                return Problem.NotFound("site");
            }

            SiteSettings settings = draft.Start.Settings;
            IReadOnlyList<string> listed = change(settings.CustomProperties);
            if (listed.SequenceEqual(settings.CustomProperties))
            {
                return Done();
            }

            outcome = await book.SaveAsync(draft, draft.Start with { Settings = settings with { CustomProperties = listed } }, [], cancellation);
        }

        return PlausibleRequest.AnswerTo(outcome, "site", _ => Done(), ("settings.customProperties", "property"));

        IResult Done() => Results.Json(done, PlausibleSitesJson.Default.GetTypeInfo(done.GetType())!);
    }
}
