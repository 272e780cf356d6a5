using Analytics.Functions.Configuration;
using System.Text.RegularExpressions;
using Analytics.Functions.Hosting;

namespace Analytics.Functions.Tests.Docs;

public sealed partial class OperationsDocTests
{
    private readonly string _document = File.ReadAllText(Repository.At("docs/operations.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Every_setting_is_listed_and_nothing_else_is()
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        _ = Settings.Parse(Ask, [], ".data");

        Assert.Equal(asked.Order(StringComparer.Ordinal), Setting().Matches(_document).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));

        string? Ask(string name)
        {
            _ = asked.Add(name);
            return null;
        }
    }

    [Fact]
    public void Every_option_is_listed()
    {
        string[] options = [.. Option().Matches(_document).Select(m => m.Groups[1].Value)];

        Assert.Equal(["--urls", "--in-memory"], options);
        Settings settings = Settings.Parse(_ => null, ["--urls", "http://127.0.0.1:1234", "--in-memory"], ".data");
        Assert.True(settings.InMemory);
        Assert.Equal(["http://127.0.0.1:1234"], settings.Urls);
    }

    [GeneratedRegex("^\\| `([A-Z_]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex Setting();

    [GeneratedRegex("^\\| `(--[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex Option();
}
