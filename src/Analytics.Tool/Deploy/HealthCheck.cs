using System.Text.Json;
using Analytics.Tool.Server;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Deploy;

/// <summary>Whether all is well with a deployment's sites, as it answers itself. Needs a key.</summary>
internal sealed class HealthCheck(Uri address, string key, CommandContext context)
{
    private const string What = "health";
    private const int MostPages = 40;

    public async Task<List<Finding>> RunAsync(CancellationToken stop)
    {
        try
        {
            using var server = new AnalyticsServer(address, key, context);
            List<JsonElement> pages = [await server.GetAsync("api/v2/health", stop)];
            while (pages[^1].TryGetProperty("next", out JsonElement next) && pages.Count < MostPages)
            {
                pages.Add(await server.GetAsync("api/v2/health?after=" + Uri.EscapeDataString(next.GetString()!), stop));
            }

            Finding[] found = [.. Reasons(pages).Select(ToFinding)];
            return found.Length > 0 ? [.. found] : [Finding.Good(What, $"all is well, version {pages[0].GetProperty("version").GetString()}")];
        }
        catch (ToolFailure refused)
        {
            return [Finding.Unknown(What, refused.Message, "Give a key of scope admin as ANALYTICS_KEY, or none.")];
        }
    }

    // What concerns all sites is said by every page from the sites that it sees: it holds if none of them knows better.
    private static IEnumerable<JsonElement> Reasons(List<JsonElement> pages) => pages.SelectMany((page, i) => ReasonsOf(page).Where(reason =>
        reason.TryGetProperty("site", out _) || (i == 0 && pages.TrueForAll(other => ReasonsOf(other).Any(o => !o.TryGetProperty("site", out _) && Word(o) == Word(reason))))));

    private static Finding ToFinding(JsonElement reason)
    {
        string message = reason.GetProperty("message").GetString()!, remedy = reason.GetProperty("remedy").GetString()!;
        return Finding.Amiss(
            Word(reason),
            reason.TryGetProperty("site", out JsonElement site) ? $"{Printable(site.GetProperty("name").GetString()!)}: {message}" : message,
            reason.TryGetProperty("command", out JsonElement command) ? $"{remedy} {command.GetString()}" : remedy);
    }

    private static JsonElement.ArrayEnumerator ReasonsOf(JsonElement page) => page.GetProperty("reasons").EnumerateArray();

    private static string Word(JsonElement reason) => reason.GetProperty("reason").GetString()!;

    // A name is anybody's text, and a terminal obeys some of it.
    private static string Printable(string name) => string.Concat(name.Where(c => !char.IsControl(c)));
}
