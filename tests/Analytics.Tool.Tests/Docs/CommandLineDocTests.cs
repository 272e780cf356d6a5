using System.CommandLine.Help;
using System.Text.RegularExpressions;
using Analytics.Tool.Terminal;
using Command = System.CommandLine.Command;

namespace Analytics.Tool.Tests.Docs;

public sealed partial class CommandLineDocTests
{
    private readonly string _document = File.ReadAllText(Repository.At("docs/command-line.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Every_command_is_described_with_its_options_and_nothing_else_is()
    {
        var described = Heading().Matches(_document).ToDictionary(m => m.Groups["command"].Value, m => m.Groups["text"].Value);
        var commands = Commands(AnalyticsCommand.Create(Outside), "analytics").ToDictionary(c => c.Path, c => c.Command);

        Assert.Equal(commands.Keys.Order(StringComparer.Ordinal), described.Keys.Order(StringComparer.Ordinal));
        Assert.All(commands, command => Assert.Equal(
            command.Value.Options.Where(o => o is not HelpOption).Select(o => o.Name).Order(StringComparer.Ordinal),
            Option().Matches(described[command.Key]).Select(m => m.Groups["option"].Value).Distinct().Order(StringComparer.Ordinal)));
    }

    private static CommandContext Outside => new() { Results = TextWriter.Null, Errors = TextWriter.Null, Variable = _ => null };

    private static IEnumerable<(string Path, Command Command)> Commands(Command command, string path) => command.Subcommands.Count == 0
        ? [(path, command)]
        : command.Subcommands.SelectMany(sub => Commands(sub, $"{path} {sub.Name}"));

    [GeneratedRegex("^### `(?<command>analytics [a-z ]+)`\n(?<text>.*?)(?=^#|\\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Heading();

    [GeneratedRegex("`(?<option>--[a-z-]+)")]
    private static partial Regex Option();
}
