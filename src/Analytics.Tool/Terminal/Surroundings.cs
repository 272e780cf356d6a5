namespace Analytics.Tool.Terminal;

/// <summary>What a command meets outside itself, so that a test can be that outside.</summary>
internal sealed class Surroundings
{
    /// <summary>Where results go.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Where progress and errors go.</summary>
    public required TextWriter Errors { get; init; }

    /// <summary>A variable of the environment; null where it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Time, also of pauses.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether errors are read by a person at a terminal, who sees a line being written over.</summary>
    public bool IsWatched { get; init; }

    /// <summary>The folder that relative paths start from.</summary>
    public string Folder { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>Ends whatever is being done.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>How a command speaks.</summary>
    public Voice Say => field ??= new Voice(this);

    /// <summary>The outside of this process.</summary>
    public static Surroundings OfProcess() => new()
    {
        Output = Console.Out,
        Errors = Console.Error,
#pragma warning disable RS0030 // The tool's one place that reads the environment.
        Variable = name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null,
#pragma warning restore RS0030
        IsWatched = !Console.IsErrorRedirected,
    };
}
