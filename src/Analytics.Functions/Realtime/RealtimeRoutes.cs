using System.Globalization;
using System.Text.Json.Serialization;
using Analytics.Engine;
using Analytics.Functions.Hosting;
using Analytics.Store.Accounts;
using Analytics.Store.Sites;

namespace Analytics.Functions.Realtime;

/// <summary>Who is on the site now: distinct visitors with an event in the last five minutes.</summary>
internal static class RealtimeRoutes
{
    public static void MapRealtime(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v2/sites/{id}/realtime", Current).Needs(Scopes.Stats);
        routes.MapGet("/api/v1/stats/realtime/visitors", PlausibleCurrent).Needs(Scopes.Stats);
    }

    private static async Task<IResult> Current(HttpContext context, string id, SiteDirectory sites, StatsReader reader, TimeProvider clock) =>
        await OwnAsync(context, sites, id) is { } site
            ? Results.Json(new CurrentVisitorsView(await reader.ReadCurrentVisitorsAsync(site, clock.GetUtcNow(), context.RequestAborted)), RealtimeJson.Default.CurrentVisitorsView)
            : Problem.NotFound("site");

    private static async Task<IResult> PlausibleCurrent(HttpContext context, SiteDirectory sites, StatsReader reader, TimeProvider clock) =>
        await OwnAsync(context, sites, context.Request.Query["site_id"].ToString()) is { } site
            ? Results.Text((await reader.ReadCurrentVisitorsAsync(site, clock.GetUtcNow(), context.RequestAborted)).ToString(CultureInfo.InvariantCulture), "application/json")
            : Problem.NotFound("site");

    private static async Task<Site?> OwnAsync(HttpContext context, SiteDirectory sites, string name) =>
        await sites.FindAsync(name, context.RequestAborted) is { } site && site.OwnerId == context.Caller().OwnerId ? site : null;
}

/// <summary>How many visitors are there.</summary>
internal sealed record CurrentVisitorsView(int Visitors);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CurrentVisitorsView))]
internal sealed partial class RealtimeJson : JsonSerializerContext;
