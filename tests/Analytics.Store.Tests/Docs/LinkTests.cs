using System.Text.RegularExpressions;

namespace Analytics.Store.Tests.Docs;

public sealed partial class LinkTests
{
    [Fact]
    public void Every_link_to_a_file_leads_somewhere()
    {
        string[] folders = ["docs", "tracker", "dashboard", "bench", "src"];
        IEnumerable<string> files = folders.SelectMany(f => Directory.EnumerateFiles(Repository.At(f), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.md"));
        foreach (string file in files.Where(f => !f.Contains("node_modules", StringComparison.Ordinal)))
        {
            Assert.All(
                Link().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value).Where(target => !target.Contains("://", StringComparison.Ordinal)),
                target => Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, target)), $"{file} leads to {target}"));
        }
    }

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
