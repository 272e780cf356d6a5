using System.IO.Compression;
using System.Text.Json;

namespace Analytics.Testing;

/// <summary>User agents of people and of bots, from the packages that npm holds.</summary>
public static class Corpora
{
    /// <summary>Real browsers' user agents (npm user-agents), distinct.</summary>
    public static IReadOnlyList<string> Humans { get; } = ReadHumans();

    /// <summary>Crawlers' user agents (npm crawler-user-agents).</summary>
    public static IReadOnlyList<string> Crawlers { get; } = ReadCrawlers();

    private static string Package(string path) => Path.Combine(Repository.Root, "eng/rules/node_modules", path);

    private static string[] ReadHumans()
    {
        string text = File.ReadAllText(Directory.EnumerateFiles(Package("user-agents"), "user-agents.json*", SearchOption.AllDirectories).First(f => f.EndsWith(".json", StringComparison.Ordinal)));
        using JsonDocument json = JsonDocument.Parse(text);
        return [.. json.RootElement.EnumerateArray().Select(e => e.GetProperty("userAgent").GetString()!).Distinct()];
    }

    private static string[] ReadCrawlers()
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Package("crawler-user-agents/crawler-user-agents.json")));
        return [.. json.RootElement.EnumerateArray().SelectMany(e => e.GetProperty("instances").EnumerateArray()).Select(i => i.GetString()!).Distinct()];
    }
}
