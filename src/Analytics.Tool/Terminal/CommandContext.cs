namespace Analytics.Tool.Terminal;

/// <summary>What a command takes from its process, so that a test can replace it: streams, environment, clock, folder.</summary>
internal sealed class CommandContext
{
    /// <summary>Where results go.</summary>
    public required TextWriter Results { get; init; }

    /// <summary>Where progress and errors go.</summary>
    public required TextWriter Errors { get; init; }

    /// <summary>A variable of the environment; null where it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Opens standard input.</summary>
    public Func<Stream> Input { get; init; } = Console.OpenStandardInput;

    /// <summary>Time, also of pauses.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether errors go to a terminal, where a line can be overwritten.</summary>
    public bool IsWatched { get; init; }

    /// <summary>The folder that relative paths start from.</summary>
    public string Folder { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>Cancels the command.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>Writes results, notes, errors and progress.</summary>
    public Output Output => field ??= new Output(this);

    /// <summary>The context of this process.</summary>
    public static CommandContext OfProcess() => new()
    {
        Results = Console.Out,
        Errors = Console.Error,
#pragma warning disable RS0030 // The tool's one place that reads the environment.
        Variable = name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null,
#pragma warning restore RS0030
        IsWatched = !Console.IsErrorRedirected,
    };
}
