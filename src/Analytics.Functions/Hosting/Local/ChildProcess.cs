using System.ComponentModel;
using System.Diagnostics;
using System.Threading.Channels;

namespace Analytics.Functions.Hosting.Local;

/// <summary>
/// A program started by this one, with its standard input as a lifeline: the pipe closes when this process ends, however it ends, and
/// a child that reads it learns so. What the child says is always drained, or it would stand still once the pipe is full.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    private const int RememberedLines = 40;

    private readonly Process _process;
    private readonly Queue<string> _said = new();
    private readonly Task _drained;
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(
        new BoundedChannelOptions(RememberedLines) { FullMode = BoundedChannelFullMode.DropOldest });

    private ChildProcess(Process process)
    {
        _process = process;
        _drained = Task.WhenAll(Drain(process.StandardOutput), Drain(process.StandardError));
        Ended = WaitForEnd();
    }

    /// <summary>Completes with the exit code, after everything that the child said has been read.</summary>
    public Task<int> Ended { get; }

    public int Id => _process.Id;

    /// <param name="program">Full path.</param>
    /// <param name="arguments">Passed as they are; no shell reads them.</param>
    /// <param name="folder">The child's current folder; null: this process's.</param>
    /// <param name="environment">Variables to add.</param>
    /// <exception cref="StartupFailure">The system refuses to run it.</exception>
    public static ChildProcess Start(
        string program, IEnumerable<string> arguments, string? folder = null, params IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return new ChildProcess(Process.Start(start)!);
        }
        catch (Win32Exception refusal)
        {
            throw new StartupFailure($"{program} cannot be run ({refusal.Message}): reinstall it, or take it off the search path.", refusal);
        }
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Its exit code, or null when <paramref name="limit"/> passed and it was ended; and what it said.</returns>
    public static async Task<(int? ExitCode, string Said)> Run(
        string program, IEnumerable<string> arguments, TimeSpan limit, CancellationToken cancellation, string? folder = null)
    {
        using ChildProcess child = Start(program, arguments, folder);
        child.Release();
        try
        {
            int exitCode = await child.Ended.WaitAsync(limit, cancellation).ConfigureAwait(false);
            return (exitCode, child.Said());
        }
        catch (TimeoutException)
        {
            child.Kill();
            return (null, child.Said());
        }
        catch (OperationCanceledException)
        {
            child.Kill();
            throw;
        }
    }

    /// <summary>The next line that starts with <paramref name="start"/>, without that start; null when the child ends first.</summary>
    public async Task<string?> NextLine(string start, CancellationToken cancellation)
    {
        await foreach (string line in _lines.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            if (line.StartsWith(start, StringComparison.Ordinal))
            {
                return line[start.Length..];
            }
        }

        return null;
    }

    /// <summary>The last lines that the child said, on either stream.</summary>
    public string Said()
    {
        lock (_said)
        {
            return string.Join('\n', _said);
        }
    }

    /// <summary>Cuts the lifeline: a child that reads it ends by itself.</summary>
    public void Release()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }
    }

    /// <summary>Ends the child and its children at once, without asking.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception alreadyEnded) when (alreadyEnded is InvalidOperationException or Win32Exception)
        {
        }
    }

    public void Dispose()
    {
        Release();
        _process.Dispose();
    }

    private async Task<int> WaitForEnd()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);

        // A grandchild may hold the pipes open; its words are not waited for.
        await Task.WhenAny(_drained, Task.Delay(200)).ConfigureAwait(false);
        _lines.Writer.TryComplete();
        return _process.ExitCode;
    }

    private async Task Drain(StreamReader reader)
    {
        try
        {
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                lock (_said)
                {
                    if (_said.Count == RememberedLines)
                    {
                        _said.Dequeue();
                    }

                    _said.Enqueue(line);
                }

                _lines.Writer.TryWrite(line);
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
        }
    }
}
