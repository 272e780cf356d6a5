using System.Text.RegularExpressions;

namespace Analytics.Store.Tests.Docs;

public sealed partial class PrivacyDocTests
{
    [Fact]
    public void Every_test_that_is_named_exists()
    {
        string[] tests = [.. Directory.EnumerateFiles(Repository.At("tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Method().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value))];
        string[] named = [.. Document.Code(Document.Read("docs/privacy.md")).Where(code => code.Count(c => c == '_') >= 3)];

        Assert.True(named.Length >= 10);
        Assert.All(named, name => Assert.Contains(name, tests));
    }

    [GeneratedRegex(@"public (?:void|async Task|Task) (\w+)\(")]
    private static partial Regex Method();
}
