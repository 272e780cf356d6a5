using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;

namespace Analytics.Functions.Stats.Reports.GoatCounter;

/// <summary>The addresses that clients of GoatCounter read.</summary>
internal static class GoatCounterReportRoutes
{
    public static void MapGoatCounterReports(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder all = routes.MapGroup("");
        all.Needs(Scopes.Stats).OrKeyFrom(GoatCounterForm.Password).RefusesAs(GoatCounterForm.Refusals);
        all.MapGet("/api/v0/me", GoatCounterAccount.Me);
        all.MapGet("/api/v0/sites", GoatCounterAccount.Sites);
        all.MapGet("/api/v0/paths", GoatCounterHits.Paths).Reads("site", "limit", "after", "explain");
        all.MapGet("/api/v0/stats/total", GoatCounterTotals.Answer).Reads(GoatCounterQuestion.Names);
        all.MapGet("/api/v0/stats/hits", GoatCounterHits.List).Reads([.. GoatCounterQuestion.Names, "exclude_paths", "limit", "group", "daily"]);
        all.MapGet("/api/v0/stats/hits/{path}", GoatCounterLists.Referrers).Reads("site", "start", "end", "limit", "offset", "explain");
        all.MapGet("/api/v0/stats/{page}", GoatCounterLists.Answer).Reads([.. GoatCounterQuestion.Names, "limit", "offset"]);
    }
}
