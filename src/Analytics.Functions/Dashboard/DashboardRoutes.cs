using Analytics.Functions.Callers;
using Analytics.Functions.Http;

namespace Analytics.Functions.Dashboard;

/// <summary>The dashboard's page and its files, of which the names tell the content: those are cached for ever, the page never.</summary>
internal static class DashboardRoutes
{
    private const string Forever = "public, max-age=31536000, immutable";
    private const string Always = "no-cache";

    /// <param name="routes">The application.</param>
    /// <param name="folder">The built dashboard.</param>
    public static void MapDashboard(this IEndpointRouteBuilder routes, string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            var file = new StaticFile(File.ReadAllBytes(path), ContentTypeOf(name));
            string cache = name.StartsWith("assets/", StringComparison.Ordinal) ? Forever : Always;
            string route = name == "index.html" ? "/" : "/" + name;
            routes.MapMethods(route, [HttpMethods.Get, HttpMethods.Head], context => file.SendAsync(context, cache)).Public();
        }
    }

    private static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".webmanifest" or ".json" => "application/json",
        ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
}
