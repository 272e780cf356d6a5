using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Sites;

namespace Analytics.Functions.Stats.Reports;

/// <summary>The site of addresses that name none: the one that a parameter names, else the only one that the caller has.</summary>
internal static class OnlySite
{
    /// <summary>Answers about the site that <c>site</c> names, or the only one.</summary>
    public static Task<IResult> AnswerAsync(HttpContext context, SiteDirectory sites, SiteBook book, Func<ReportParameters, Site, Task<IResult>> answer) => Report.AnswerAsync(async () =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        return (await FindAsync(context, parameters, "site", sites, book)).TryGet(out Site? site, out Problem? problem) ? await answer(parameters, site) : problem;
    });

    /// <summary>The site, or the problem to answer with.</summary>
    public static async Task<OrProblem<Site>> FindAsync(HttpContext context, ReportParameters parameters, string name, SiteDirectory sites, SiteBook book)
    {
        if (parameters.Text(name) is { } asked)
        {
            return await context.Caller().FindSiteAsync(sites, asked, context.RequestAborted) is { } found ? found : Problem.NotFound("site");
        }

        Caller caller = context.Caller();
        IReadOnlyList<Site> all = [.. (await book.ReadAllAsync(caller.OwnerId, context.RequestAborted)).Where(site => site.DeletedAt is null)];
        return all switch
        {
            [var only] => only,
            [] => Problem.NotFound("site") with { Detail = "There is no site yet: make one with POST /api/v2/sites." },
            _ => Problem.Invalid(name, "is required, for there are several sites: name one by its id or a domain"),
        };
    }
}
