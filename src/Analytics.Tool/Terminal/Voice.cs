namespace Analytics.Tool.Terminal;

/// <summary>How commands speak: results to one stream, everything else to the other, in colour only where somebody watches and allows it.</summary>
internal sealed class Voice(Surroundings around)
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);
    private readonly bool _coloured = around.IsWatched && around.Variable("NO_COLOR") is null && around.Variable("TERM") != "dumb";
    private long? _lastProgress;
    private bool _unfinished;

    /// <summary>A line of the result.</summary>
    public void Result(string line)
    {
        EndProgress();
        around.Output.WriteLine(line);
    }

    /// <summary>A remark beside the result.</summary>
    public void Note(string line)
    {
        EndProgress();
        around.Errors.WriteLine(line);
    }

    /// <summary>Why it ends without what was asked for, and what to do.</summary>
    public void Error(string message)
    {
        EndProgress();
        around.Errors.WriteLine(_coloured ? $"\e[31merror:\e[0m {message}" : $"error: {message}");
    }

    /// <summary>How far it is: written over by the next where somebody watches, else a line every five seconds.</summary>
    public void Progress(string state)
    {
        if (around.IsWatched)
        {
            around.Errors.Write($"\r{state,-78}");
            _unfinished = true;
        }
        else if (_lastProgress is not { } last || around.Clock.GetElapsedTime(last) >= BetweenLines)
        {
            _lastProgress = around.Clock.GetTimestamp();
            around.Errors.WriteLine(state);
        }
    }

    /// <summary>A word that says how something stands: <c>ok</c> in green, anything else in red.</summary>
    public string Mark(bool good, string word) => _coloured ? (good ? $"\e[32m{word}\e[0m" : $"\e[31m{word}\e[0m") : word;

    private void EndProgress()
    {
        if (_unfinished)
        {
            around.Errors.WriteLine();
            _unfinished = false;
        }
    }
}
