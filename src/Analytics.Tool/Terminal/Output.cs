using System.Text;

namespace Analytics.Tool.Terminal;

/// <summary>Writes what commands say: results to one stream, everything else to the other. Colours are used at a terminal only, unless NO_COLOR is set.</summary>
internal sealed class Output(CommandContext context)
{
    private const string Red = "\e[31m", Green = "\e[32m", Plain = "\e[0m";
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);
    private readonly bool _coloured = context.IsWatched && context.Variable("NO_COLOR") is null && context.Variable("TERM") != "dumb";
    private long? _lastProgress;
    private bool _unfinished;

    /// <summary>A line of the result.</summary>
    public void Result(string line)
    {
        EndProgress();
        context.Results.WriteLine(Shown(line));
    }

    /// <summary>A remark beside the result.</summary>
    public void Note(string line)
    {
        EndProgress();
        context.Errors.WriteLine(Shown(line));
    }

    /// <summary>Why the command fails, and what to do.</summary>
    public void Error(string message)
    {
        EndProgress();
        context.Errors.WriteLine(_coloured ? $"{Red}error:{Plain} {Shown(message)}" : $"error: {Shown(message)}");
    }

    /// <summary>How far the command is. At a terminal the next state overwrites it; elsewhere a line is written every five seconds.</summary>
    public void Progress(string state)
    {
        if (context.IsWatched)
        {
            context.Errors.Write($"\r{Shown(state),-78}");
            _unfinished = true;
        }
        else if (_lastProgress is not { } last || context.Clock.GetElapsedTime(last) >= BetweenLines)
        {
            _lastProgress = context.Clock.GetTimestamp();
            context.Errors.WriteLine(Shown(state));
        }
    }

    /// <summary>A word that says how something stands: <c>ok</c> in green, anything else in red.</summary>
    public string Mark(bool good, string word) => _coloured ? (good ? Green + word + Plain : Red + word + Plain) : word;

    // What a log or a server says may hold characters that a terminal obeys, or that turn the direction of writing: they are replaced here,
    // where all that is said passes. Colours of our own stay.
    private string Shown(string text)
    {
        if (!text.Any(IsObeyed))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (_coloured && new[] { Red, Green, Plain }.FirstOrDefault(own => text.AsSpan(i).StartsWith(own, StringComparison.Ordinal)) is { } colour)
            {
                _ = shown.Append(colour);
                i += colour.Length - 1;
            }
            else
            {
                _ = shown.Append(IsObeyed(text[i]) ? '\uFFFD' : text[i]);
            }
        }

        return shown.ToString();
    }

    private static bool IsObeyed(char c) => (char.IsControl(c) && c is not ('\n' or '\t')) || JsonLine.IsHidden(c);

    private void EndProgress()
    {
        if (_unfinished)
        {
            context.Errors.WriteLine();
            _unfinished = false;
        }
    }
}
