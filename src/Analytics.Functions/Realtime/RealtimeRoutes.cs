using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;
using Analytics.Store.Sites;

namespace Analytics.Functions.Realtime;

/// <summary>Who is on the site now: distinct visitors with an event in the last five minutes.</summary>
internal static class RealtimeRoutes
{
    public static void MapRealtime(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v2/sites/{id}/realtime", Current).Needs(Scopes.Stats);
        routes.MapGet("/api/v2/sites/{id}/realtime/stream", Stream).Needs(Scopes.Stats).Watches();
        routes.MapGet("/api/v1/stats/realtime/visitors", PlausibleCurrent).Needs(Scopes.Stats).RefusesAs(RefusalForm.ErrorText).Reads(SiteInQuery.Name);
    }

    private static async Task<IResult> Current(HttpContext context, OwnSite own, LiveCounts counts, TimeProvider clock) =>
        Results.Json(new CurrentVisitorsView(await CountAsync(context, own.Site, counts, clock)), RealtimeJson.Default.CurrentVisitorsView);

    private static Task Stream(HttpContext context, OwnSite own, LiveCounts counts, LiveStream stream, SiteDirectory sites) =>
        stream.AnswerAsync(context, async stop => (await sites.FindAsync(own.Site.Id.Value, stop))?.Id == own.Site.Id ? await SightOf(counts, own.Site, stop) : null);

    /// <summary>The number of visitors, as a stream tells it.</summary>
    internal static async Task<Sight?> SightOf(LiveCounts counts, Site site, CancellationToken cancellation)
    {
        LiveCount count = await counts.ReadAsync(site, cancellation);
        return new Sight("visitors", count.Visitors, JsonSerializer.SerializeToUtf8Bytes(new CurrentVisitorsView(count.Visitors), RealtimeJson.Default.CurrentVisitorsView), count.Until);
    }

    private static async Task<IResult> PlausibleCurrent(HttpContext context, SiteDirectory sites, LiveCounts counts, TimeProvider clock) =>
        (await context.FindSiteInQueryAsync(sites)).TryGet(out Site? site, out Problem? problem)
            ? Results.Text((await CountAsync(context, site, counts, clock)).ToString(CultureInfo.InvariantCulture), "application/json")
            : problem;

    // An edge that keeps answers apart by key and login may keep it, but only for what is left of its five seconds.
    private static async Task<int> CountAsync(HttpContext context, Site site, LiveCounts counts, TimeProvider clock)
    {
        LiveCount count = await counts.ReadAsync(site, context.RequestAborted);
        double left = Math.Max(0, Math.Floor((count.Until - clock.GetUtcNow()).TotalSeconds));
        context.Response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"max-age={left}");
        context.Response.Headers.Vary = "Authorization, Cookie";
        return count.Visitors;
    }
}

/// <summary>How many visitors are there.</summary>
internal sealed record CurrentVisitorsView(int Visitors);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CurrentVisitorsView))]
internal sealed partial class RealtimeJson : JsonSerializerContext;
