using Analytics.Functions.Hosting;

namespace Analytics.Functions.Tracker;

/// <summary>
/// The script that sites embed, under the names that Plausible's snippets ask for: <c>/js/script.js</c> and its dotted variants. One
/// file serves all; it reads its own name. Browsers ask again after an hour and are told by the ETag that nothing changed.
/// </summary>
internal static class TrackerRoutes
{
    private const string CacheControl = "public, max-age=3600, stale-while-revalidate=86400";

    public static void MapTracker(this IEndpointRouteBuilder routes, StaticFile script)
    {
        routes.MapMethods("/js/{name}", [HttpMethods.Get, HttpMethods.Head], (HttpContext context, string name) => IsScript(name)
            ? script.SendAsync(context, CacheControl)
            : Problem.NotFound("script").ExecuteAsync(context)).Public().ForOtherOrigins();
    }

    // script.js, plausible.js, script.outbound-links.hash.js
    private static bool IsScript(string name)
    {
        string[] parts = name.Split('.');
        return parts.Length >= 2 && parts[0] is "script" or "plausible" && parts[^1] == "js"
            && parts[1..^1].All(p => p.Length is >= 1 and <= 40 && p.All(c => char.IsAsciiLetterLower(c) || c == '-'));
    }
}
