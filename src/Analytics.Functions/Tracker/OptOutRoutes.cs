using Analytics.Functions.Callers;
using Analytics.Functions.Http;

namespace Analytics.Functions.Tracker;

/// <summary>The switch for a site's privacy page, with which visitors object to being counted.</summary>
internal static class OptOutRoutes
{
    private const string ForAnHour = "public, max-age=3600, stale-while-revalidate=86400";

    public static void MapOptOut(this IEndpointRouteBuilder routes, StaticFile script) =>
        routes.MapMethods("/js/opt-out.js", [HttpMethods.Get, HttpMethods.Head], (HttpContext context) => script.SendAsync(context, ForAnHour)).Public().ForOtherOrigins();
}
