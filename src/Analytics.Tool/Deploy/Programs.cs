using System.Diagnostics;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Deploy;

/// <summary>Other programs, found on the path.</summary>
internal sealed class Programs(CommandContext context)
{
    private static readonly string[] Endings = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];

    /// <summary>The full path of a program; null where there is none.</summary>
    public string? Find(string name) => (context.Variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => Endings.Select(end => Path.Combine(folder, name + end)))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs one to its end: its exit code, null where it cannot be run or takes too long, and all that it said.</summary>
    public async Task<(int? ExitCode, string Said)> RunAsync(string name, IEnumerable<string> args, string? folder, TimeSpan patience, CancellationToken stop)
    {
        if (Find(name) is not { } program)
        {
            return (null, "");
        }

        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder ?? context.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(patience, context.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(either.Token), errors = process.StandardError.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            stop.ThrowIfCancellationRequested();
            return (null, $"{name} did not end in {patience.TotalSeconds} s");
        }
    }
}
