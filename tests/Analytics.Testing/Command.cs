using System.Diagnostics;
using Xunit;

namespace Analytics.Testing;

/// <summary>A command line as a person would run it in a shell of their own: without credentials and without a keyboard.</summary>
public sealed record Command(string Program, params string[] Arguments)
{
    /// <summary>Where it runs. Default: the root of the repository.</summary>
    public string Folder { get; init; } = Repository.Root;

    /// <summary>How long it may take. Default: a quarter of an hour, so that only what hangs fails.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Variables set for it beside those that the tests run with.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Runs it to its end, whatever that is; a child that does not come to one in time is ended.</summary>
    public (int ExitCode, string Output, string Errors) Run()
    {
        using Process process = Process.Start(Start())!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{this} did not end in {Patience.TotalMinutes} minutes.");
        }

        return (process.ExitCode, output.Result, errors.Result);
    }

    /// <summary>Runs it and takes success for granted: its output and its errors.</summary>
    public (string Output, string Errors) Succeed()
    {
        (int exitCode, string output, string errors) = Run();
        Assert.True(exitCode == 0, $"{this} ended with {exitCode}.\n{output}\n{errors}");
        return (output, errors);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', [Program, .. Arguments]);

    private ProcessStartInfo Start()
    {
        var start = new ProcessStartInfo(Program, Arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The build that runs the tests tells its children which build they belong to; a shell of its own knows nothing of it.
        string[] inherited = [.. start.Environment.Keys.Where(key =>
            key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || key.StartsWith("AWS_", StringComparison.Ordinal))];
        foreach (string key in inherited)
        {
            start.Environment.Remove(key);
        }

        foreach ((string key, string value) in Environment)
        {
            start.Environment[key] = value;
        }

        return start;
    }
}
