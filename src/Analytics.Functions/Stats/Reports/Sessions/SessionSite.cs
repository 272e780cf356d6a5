using Analytics.Engine.Sites;
using Analytics.Functions.Http;
using Analytics.Store.Sites;

namespace Analytics.Functions.Stats.Reports.Sessions;

/// <summary>The site of a route whose address names none, and whether its single visits may be shown.</summary>
internal sealed class SessionSite(SiteDirectory sites, SiteBook book)
{
    /// <summary>Answers about single visits of the site.</summary>
    public Task<IResult> AnswerAsync(HttpContext context, Func<ReportParameters, Site, Task<IResult>> answer) => AnswerAsync(context, needsVisits: true, answer);

    /// <summary>Answers about the site.</summary>
    public Task<IResult> AnswerAsync(HttpContext context, bool needsVisits, Func<ReportParameters, Site, Task<IResult>> answer) => Report.AnswerAsync(async () =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        (string name, _) = parameters.FirstOf("site", "serviceId");
        return !(await OnlySite.FindAsync(context, parameters, name, sites, book)).TryGet(out Site? site, out Problem? problem) ? problem
            : needsVisits && !site.Settings.SingleVisits ? SingleVisits.NotShown(site)
            : await answer(parameters, site);
    });
}
