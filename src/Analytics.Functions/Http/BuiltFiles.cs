using System.Text;

namespace Analytics.Functions.Http;

/// <summary>What the build puts beside the assembly: the tracker and the dashboard.</summary>
internal static class BuiltFiles
{
    private static string Root => Path.Combine(AppContext.BaseDirectory, "wwwroot");

    public static string DashboardFolder => Path.Combine(Root, "dashboard");

    /// <summary>Another script for pages: <c>umami.js</c>, <c>count.js</c>, <c>opt-out.js</c>.</summary>
    public static StaticFile ForeignTracker(string name) => new(File.ReadAllBytes(Path.Combine(Root, "tracker", name)), "text/javascript; charset=utf-8");

    /// <param name="name">Of the tracker's builds: <c>script.js</c>.</param>
    /// <param name="path">Under which path of its host the product is; then the build sends there.</param>
    public static StaticFile Tracker(string name, string path)
    {
        const string endpoint = "/api/event", type = "text/javascript; charset=utf-8";
        string file = Path.Combine(Root, "tracker", name);
        return path.Length == 0 ? StaticFile.Load(file, type) : new StaticFile(Encoding.UTF8.GetBytes(File.ReadAllText(file).Replace(endpoint, path + endpoint, StringComparison.Ordinal)), type);
    }
}
