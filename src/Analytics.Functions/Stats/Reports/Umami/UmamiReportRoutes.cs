using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;

namespace Analytics.Functions.Stats.Reports.Umami;

/// <summary>The addresses that clients of Umami read, of its second and its third version: websites, their figures, course, lists, who is there.</summary>
internal static class UmamiReportRoutes
{
    public static void MapUmamiReports(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder websites = routes.MapGroup("");
        websites.Needs(Scopes.Stats).OrKeyFrom(request => request.Headers[UmamiVersion.KeyHeader]).RefusesAs(UmamiVersion.Refusals);
        websites.MapGet("/api/websites", UmamiWebsites.List).Reads("search", "page", "pageSize", "includeTeams", "orderBy", UmamiVersion.Parameter);
        websites.MapGet("/api/websites/{id}", UmamiWebsites.Get).Reads(UmamiVersion.Parameter);
        websites.MapGet("/api/websites/{id}/stats", UmamiFigures.Stats).Reads(UmamiQuestion.Names);
        websites.MapGet("/api/websites/{id}/active", UmamiFigures.Active).Reads(UmamiVersion.Parameter, "explain");
        websites.MapGet("/api/websites/{id}/sessions/stats", UmamiFigures.Sessions).Reads(UmamiQuestion.Names);
        websites.MapGet("/api/websites/{id}/pageviews", UmamiSeries.Answer).Reads(UmamiQuestion.Names);
        websites.MapGet("/api/websites/{id}/metrics", UmamiLists.Metrics).Reads(UmamiLists.Names);
        websites.MapGet("/api/websites/{id}/metrics/expanded", UmamiLists.Expanded).Reads(UmamiLists.Names);
    }
}
