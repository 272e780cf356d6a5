using System.Text.RegularExpressions;

namespace Analytics.Rules.Tests;

/// <summary>The repository is for everyone who clones it: it names nothing of the machine on which it was written.</summary>
public sealed partial class PrivateTests
{
    [Fact]
    public void No_file_names_a_folder_of_somebodys_machine() => Assert.Empty(Sources.Texts().SelectMany(file => Mentions(file, MachinePath())));

    [Fact]
    public void No_file_names_the_host_of_a_package_registry() => Assert.Empty(Sources.Texts().SelectMany(file => Mentions(file, RegistryHost())));

    [Theory]
    [InlineData("cat /", "work/main/README.md")]
    [InlineData("\"/", "root/.config\"")]
    [InlineData("cd /tmp", "/wt/cloud")]
    public void A_folder_of_a_machine_is_found(string start, string end) =>
        Assert.Equal(["a.md:2: " + (start + end)], Mentions(new Source("a.md", "first\n" + start + end), MachinePath()));

    [Theory]
    [InlineData("example.com/work/it")]
    [InlineData("src/work/a.cs")]
    [InlineData("the /workshop/ page")]
    public void A_path_that_only_looks_alike_is_let_be(string text) => Assert.Empty(Mentions(new Source("a.md", text), MachinePath()));

    [Theory]
    [InlineData("https://api.nuget", ".org/v3/index.json")]
    [InlineData("registry.npmjs", ".org")]
    [InlineData("http://deb.debian", ".org/debian")]
    [InlineData("proxy.golang", ".org")]
    public void The_host_of_a_registry_is_found(string start, string end) =>
        Assert.NotEmpty(Mentions(new Source("a.md", start + end), RegistryHost()));

    private static IEnumerable<string> Mentions(Source file, Regex what) =>
        file.Lines.Where(line => what.IsMatch(line.Text)).Select(line => $"{file.Path}:{line.Number}: {line.Text.Trim()}");

    [GeneratedRegex(@"(?<![\w.])/(?:work|root)/|/tmp/(?:wt)\b")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(?:nuget\.org|npmjs\.(?:org|com)|yarnpkg\.com|pypi\.org|pythonhosted\.org|crates\.io|golang\.org|debian\.org|docker\.io|ghcr\.io)\b", RegexOptions.IgnoreCase)]
    private static partial Regex RegistryHost();
}
