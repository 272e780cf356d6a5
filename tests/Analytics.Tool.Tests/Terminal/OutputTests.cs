using System.Text.Json;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Tests.Terminal;

/// <summary>Whatever a log or a server says, a terminal only shows it.</summary>
public sealed class OutputTests
{
    private const string Hostile = "\e]0;owned\a \e[2J\r\u009b31m\u202egnp.exe\u2066\u007f";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Characters_that_a_terminal_obeys_are_replaced_wherever_something_is_said(bool watched)
    {
        using StringWriter results = new(), errors = new();
        var output = new CommandContext { Results = results, Errors = errors, Variable = _ => null, IsWatched = watched }.Output;
        output.Result($"host: {Hostile} {output.Mark(true, "ok")}");
        output.Note(Hostile);
        output.Progress(Hostile);
        output.Error(Hostile);

        string own = (results.ToString() + errors).Replace("\e[32mok\e[0m", "ok", StringComparison.Ordinal).Replace("\e[31merror:\e[0m", "error:", StringComparison.Ordinal);
        own = own.Replace("\r\uFFFD]0", "\uFFFD]0", StringComparison.Ordinal); // progress begins its line again
        Assert.DoesNotMatch("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]", own.ReplaceLineEndings("\n"));
        Assert.Equal(4, own.Split("owned").Length - 1);
        Assert.Equal(watched, results.ToString().Contains("\e[32mok\e[0m", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_of_people_and_signs_of_joining_stay()
    {
        using StringWriter results = new(), errors = new();
        new CommandContext { Results = results, Errors = errors, Variable = _ => null }.Output.Result("björk\tمی‌خواهم 👩‍💻");

        Assert.Equal("björk\tمی‌خواهم 👩‍💻", results.ToString().TrimEnd());
    }

    [Fact]
    public void Json_says_them_by_their_numbers_and_loses_nothing()
    {
        using StringWriter results = new(), errors = new();
        new CommandContext { Results = results, Errors = errors, Variable = _ => null }.Output.Result(JsonLine.Object(json => json.WriteString("host", Hostile)));

        Assert.DoesNotContain('\uFFFD', results.ToString());
        Assert.DoesNotContain('\u202e', results.ToString());
        Assert.Equal(Hostile, JsonDocument.Parse(results.ToString()).RootElement.GetProperty("host").GetString());
    }
}
