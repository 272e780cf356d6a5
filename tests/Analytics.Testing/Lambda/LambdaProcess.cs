using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Xunit;

namespace Analytics.Testing.Lambda;

/// <summary>
/// A published function as Lambda runs it: a process of its own under an emulated Runtime API, with the environment that the stack gives
/// it and nothing else that this machine knows.
/// </summary>
public sealed class LambdaProcess : IAsyncDisposable
{
    private const int Stop = 19, Continue = 18, Terminate = 15; // SIGSTOP, SIGCONT, SIGTERM on Linux
    private static readonly string[] Inherited = ["PATH", "HOME", "DOTNET_ROOT", "TMPDIR", "LANG", "TZ", "ProgramFiles", "SystemRoot"];

    /// <summary>What the stack tells .NET itself.</summary>
    public static readonly IReadOnlyDictionary<string, string> Runtime = new Dictionary<string, string> { ["DOTNET_gcConcurrent"] = "0", ["DOTNET_TieredPGO"] = "0" };

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();

    private LambdaProcess(Process process, LambdaEmulator lambda)
    {
        (_process, Lambda) = (process, lambda);
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public LambdaEmulator Lambda { get; }

    /// <summary>Lines of its output so far.</summary>
    public IReadOnlyList<string> Said => [.. _said];

    public Process Process => _process;

    /// <param name="command">The program and what stands before its arguments: <c>dotnet exec Analytics.Functions.dll</c>, or a binary.</param>
    /// <param name="environment">What the stack sets.</param>
    /// <param name="lambda">Runs already; null: one of its own is started. Ends with the process in either case.</param>
    public static async Task<LambdaProcess> StartAsync(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, LambdaEmulator? lambda = null)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(environment);
        lambda ??= await LambdaEmulator.StartAsync();
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(command[^1])!,
        };
        foreach (string name in start.Environment.Keys.Except(Inherited, StringComparer.Ordinal).ToList())
        {
            _ = start.Environment.Remove(name);
        }

        start.Environment["AWS_LAMBDA_RUNTIME_API"] = lambda.Address;
        start.Environment["AWS_LAMBDA_FUNCTION_NAME"] = "analytics";
        start.Environment["AWS_REGION"] = "eu-central-1";
        foreach ((string name, string value) in Runtime.Concat(environment))
        {
            start.Environment[name] = value;
        }

        return new LambdaProcess(Process.Start(start)!, lambda);
    }

    /// <summary>Waits until it asks for its first invocation; fails with its own words where it ends instead.</summary>
    public async Task<LambdaProcess> ReadyAsync()
    {
        Task ended = _process.WaitForExitAsync();
        if (await Task.WhenAny(Lambda.Asked, ended, Task.Delay(TimeSpan.FromSeconds(60))) != Lambda.Asked)
        {
            Assert.Fail($"The function did not start.\n{string.Join('\n', _said)}");
        }

        return this;
    }

    /// <summary>As Lambda does between two invocations.</summary>
    public void Freeze() => Assert.Equal(0, Kill(_process.Id, Stop));

    public void Thaw() => Assert.Equal(0, Kill(_process.Id, Continue));

    /// <summary>Sends SIGTERM, as Lambda does where an extension is registered, and answers the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        Assert.Equal(0, Kill(_process.Id, Terminate));
        return await ExitCodeAsync();
    }

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        await Lambda.DisposeAsync();
    }

    private void Hear(string? line)
    {
        if (line is not null)
        {
            _said.Enqueue(line);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
