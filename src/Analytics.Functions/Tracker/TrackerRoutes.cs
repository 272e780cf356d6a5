using Analytics.Functions.Callers;
using Analytics.Functions.Http;

namespace Analytics.Functions.Tracker;

/// <summary>
/// The scripts that sites embed, under the names that snippets ask for. Browsers ask again after an hour and are told by the ETag that
/// nothing changed; a name with the content's hash is kept for a year. Where a page goes on asking for the hash of a version before,
/// it gets the current version: an old name must not end a site's numbers.
/// </summary>
internal static class TrackerRoutes
{
    private const string ForAnHour = "public, max-age=3600, stale-while-revalidate=86400";
    private const string ForAYear = "public, max-age=31536000, immutable";
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapTracker(this IEndpointRouteBuilder routes, TrackerScripts scripts)
    {
        routes.MapMethods("/js/{name}", Reading, (HttpContext context, string name) => scripts.Find(name, out bool immutable) is { } script
            ? script.SendAsync(context, immutable ? ForAYear : ForAnHour)
            : Problem.NotFound("script").ExecuteAsync(context)).Public().ForOtherOrigins();
        foreach (string name in new[] { "/tracker.js", "/pixel.js", "/sites/{id}/script" })
        {
            routes.MapMethods(name, Reading, (HttpContext context) => scripts.Pixel.SendAsync(context, ForAnHour)).Public().ForOtherOrigins();
        }
    }
}
