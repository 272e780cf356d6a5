using Analytics.Engine.Sites;
using Analytics.Functions.Http;
using Analytics.Store.Sites;

namespace Analytics.Functions.Callers;

/// <summary>The site that Plausible's clients name in the query of an address: <c>?site_id=example.com</c>.</summary>
internal static class SiteInQuery
{
    public const string Name = "site_id";

    /// <summary>The caller's site of that id, domain or alias. One that the caller does not have is answered 401, as these clients know it.</summary>
    public static async Task<OrProblem<Site>> FindSiteInQueryAsync(this HttpContext context, SiteDirectory sites)
    {
        if (context.Request.Query[Name] is not [{ Length: > 0 } name])
        {
            return Problem.Invalid(Name, "is required, once: the id, a domain or an alias of a site");
        }

        return await context.Caller().FindSiteAsync(sites, name, context.RequestAborted) is { } site ? site
            : new Problem("Unknown site", StatusCodes.Status401Unauthorized, $"{Name}: must be the id, a domain or an alias of a site that the key's owner has");
    }
}
