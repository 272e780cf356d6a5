using System.Reflection;
using Analytics.Engine.Health;
using Analytics.Engine.Recording;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Configuration;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;
using Analytics.Store.Inputs;
using Analytics.Store.Ranges;
using Analytics.Store.Sites;

namespace Analytics.Functions.Health;

/// <summary>Is my analytics well? The caller's sites, and of the deployment what the caller may know.</summary>
internal static class HealthRoutes
{
    /// <summary>The most sites of an answer: each takes some ten reads.</summary>
    private const int MostSites = 25;

    private static readonly string Version =
        typeof(HealthRoutes).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    public static void MapHealth(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v2/health", Read).Needs(Scopes.Admin).Reads("after");

    private static async Task<IResult> Read(
        HttpContext context, SiteBook sites, HealthReader health, EventBudget budget, Settings settings, TimeProvider clock)
    {
        string owner = context.Caller().OwnerId, after = context.Request.Query["after"].ToString();
        ResultPage<Site> page;
        try
        {
            page = await sites.ReadPageAsync(owner, after.Length == 0 ? null : after, MostSites, context.RequestAborted);
        }
        catch (AnalyticsInputException invalid)
        {
            return Problem.Invalid(invalid.Faults);
        }

        HealthReading found = await health.ReadAsync([.. page.Items.Where(site => site.DeletedAt is null)], context.RequestAborted);
        bool seesAll = owner == Caller.Deployment;
        var facts = new HealthFacts(clock.GetUtcNow(), found.Sites, seesAll ? found.DueSince : [.. found.Sites.SelectMany(s => s.DueSince).Order()])
        {
            EventsToday = seesAll ? await budget.ReadTodayAsync(context.RequestAborted) : null,
            DailyEvents = settings.DailyEvents,
            OverBudget = settings.OverBudget,
            InLambda = settings.InLambda,
        };
        return Results.Json(HealthView.Of(facts, Version, page.Next), HealthJson.Default.HealthView);
    }
}
