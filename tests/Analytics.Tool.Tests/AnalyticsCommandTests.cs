namespace Analytics.Tool.Tests;

public sealed class AnalyticsCommandTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Fact]
    public async Task Help_names_every_command_and_the_exit_codes()
    {
        ToolRun help = (await ToolRun.OfAsync(Nothing, "--help")).Succeeded();

        Assert.All(
            ["local", "deploy", "sites", "export", "import", "replay", "erase", "rebuild", "audit", "bench"],
            command => Assert.Contains($"\n  {command} ", help.Output, StringComparison.Ordinal));
        Assert.Contains("0 done, 1 failed, 2 bad usage", help.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sites", "lisst")]
    [InlineData("sites", "create")]
    [InlineData("export", "--site", "x", "--format", "xml", "--day", "2026-03-10")]
    [InlineData("nothing")]
    public async Task What_cannot_be_understood_ends_with_2(params string[] args) => Assert.Equal(2, (await ToolRun.OfAsync(Nothing, args)).Code);

    [Theory]
    [InlineData("--key", "sites", "list")]
    [InlineData("--server", "sites", "list", "--server", "nowhere", "--key", "k")]
    [InlineData("--yes", "sites", "delete", "example.com", "--key", "k")]
    [InlineData("--day", "rebuild", "--site", "x", "--key", "k")]
    [InlineData("--from", "rebuild", "--site", "x", "--key", "k", "--from", "2026-03-11", "--to", "2026-03-10")]
    [InlineData("--from", "audit", "--site", "x", "--key", "k", "--from", "tenth of March")]
    [InlineData("--speed", "replay", "--site", "x", "--key", "k", "--log", "/dev/null", "--speed", "0")]
    [InlineData("--log", "replay", "--site", "x", "--key", "k", "--log", "there-is-no-such-file")]
    [InlineData("files", "import", "--site", "x", "--key", "k", "there-is-no-such-file")]
    [InlineData("--concurrency", "bench", "--site", "x", "--key", "k", "--concurrency", "0")]
    [InlineData("--context", "deploy", "check", "--context", "front")]
    [InlineData("--address", "deploy", "check", "--address", "here")]
    [InlineData("--port", "local", "--port", "70000")]
    public async Task A_fault_names_its_option_and_ends_with_2(string option, params string[] args)
    {
        ToolRun run = await ToolRun.OfAsync(Nothing, args);

        Assert.Equal(2, run.Code);
        Assert.StartsWith($"error: {option}: ", run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named_with_what_to_do()
    {
        ToolRun run = await ToolRun.OfAsync(Nothing, "sites", "list", "--server", "http://127.0.0.1:9", "--key", "k");

        Assert.Equal(1, run.Code);
        Assert.Contains("http://127.0.0.1:9/ does not answer", run.Errors, StringComparison.Ordinal);
        Assert.Contains("analytics local", run.Errors, StringComparison.Ordinal);
    }
}
