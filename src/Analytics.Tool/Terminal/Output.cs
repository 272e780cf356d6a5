namespace Analytics.Tool.Terminal;

/// <summary>Writes what commands say: results to one stream, everything else to the other. Colours are used at a terminal only, unless NO_COLOR is set.</summary>
internal sealed class Output(CommandContext context)
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);
    private readonly bool _coloured = context.IsWatched && context.Variable("NO_COLOR") is null && context.Variable("TERM") != "dumb";
    private long? _lastProgress;
    private bool _unfinished;

    /// <summary>A line of the result.</summary>
    public void Result(string line)
    {
        EndProgress();
        context.Results.WriteLine(line);
    }

    /// <summary>A remark beside the result.</summary>
    public void Note(string line)
    {
        EndProgress();
        context.Errors.WriteLine(line);
    }

    /// <summary>Why the command fails, and what to do.</summary>
    public void Error(string message)
    {
        EndProgress();
        context.Errors.WriteLine(_coloured ? $"\e[31merror:\e[0m {message}" : $"error: {message}");
    }

    /// <summary>How far the command is. At a terminal the next state overwrites it; elsewhere a line is written every five seconds.</summary>
    public void Progress(string state)
    {
        if (context.IsWatched)
        {
            context.Errors.Write($"\r{state,-78}");
            _unfinished = true;
        }
        else if (_lastProgress is not { } last || context.Clock.GetElapsedTime(last) >= BetweenLines)
        {
            _lastProgress = context.Clock.GetTimestamp();
            context.Errors.WriteLine(state);
        }
    }

    /// <summary>A word that says how something stands: <c>ok</c> in green, anything else in red.</summary>
    public string Mark(bool good, string word) => _coloured ? (good ? $"\e[32m{word}\e[0m" : $"\e[31m{word}\e[0m") : word;

    private void EndProgress()
    {
        if (_unfinished)
        {
            context.Errors.WriteLine();
            _unfinished = false;
        }
    }
}
