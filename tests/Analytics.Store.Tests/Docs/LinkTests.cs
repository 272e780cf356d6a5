using System.Text.RegularExpressions;

namespace Analytics.Store.Tests.Docs;

public sealed partial class LinkTests
{
    [Fact]
    public void Every_link_to_a_file_leads_somewhere()
    {
        foreach (string file in Directory.EnumerateFiles(Repository.At("docs"), "*.md", SearchOption.AllDirectories))
        {
            Assert.All(
                Link().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value).Where(target => !target.Contains("://", StringComparison.Ordinal)),
                target => Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, target)), $"{file} leads to {target}"));
        }
    }

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
