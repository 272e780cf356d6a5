using System.Text;
using System.Text.Json;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Tests;

/// <summary>A command as somebody types it, run in this process: how it ended and what it said.</summary>
internal sealed record ToolRun(int Code, string Output, string Errors)
{
    /// <summary>The output as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>The lines of the output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>With the server and its key in the environment.</summary>
    public static Task<ToolRun> OfAsync(RunningProduct product, params string[] args) => OfAsync(product.Address, args);

    /// <inheritdoc cref="OfAsync(RunningProduct, string[])"/>
    public static Task<ToolRun> OfAsync(Uri server, params string[] args) => OfAsync(
        new Dictionary<string, string> { ["ANALYTICS_SERVER"] = server.ToString(), ["ANALYTICS_KEY"] = RunningProduct.Key }, args);

    /// <summary>With nothing in the environment but this.</summary>
    public static Task<ToolRun> OfAsync(IReadOnlyDictionary<string, string> variables, params string[] args) => OfAsync(variables, "", args);

    /// <summary>With the server and its key in the environment, and a text at standard input.</summary>
    public static Task<ToolRun> ReadingAsync(RunningProduct product, string input, params string[] args) => OfAsync(
        new Dictionary<string, string> { ["ANALYTICS_SERVER"] = product.Address.ToString(), ["ANALYTICS_KEY"] = RunningProduct.Key }, input, args);

    private static async Task<ToolRun> OfAsync(IReadOnlyDictionary<string, string> variables, string input, string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        int code = await AnalyticsCommand.RunAsync(args, new CommandContext
        {
            Results = output,
            Errors = errors,
            Variable = variables.GetValueOrDefault,
            Input = () => new MemoryStream(Encoding.UTF8.GetBytes(input)),
            Stop = TestContext.Current.CancellationToken,
        });
        return new ToolRun(code, output.ToString(), errors.ToString());
    }

    /// <summary>Fails with all that was said where it did not end well.</summary>
    public ToolRun Succeeded()
    {
        Assert.True(Code == 0, $"ended with {Code}\n{Output}\n{Errors}");
        return this;
    }
}
