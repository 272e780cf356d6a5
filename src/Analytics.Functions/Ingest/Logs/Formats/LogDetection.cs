using System.Globalization;
using Analytics.Functions.Ingest.Logs.Patterns;

namespace Analytics.Functions.Ingest.Logs.Formats;

/// <summary>Finds out which format a log has. It never guesses: all of the first lines must fit it whole, and fit no other.</summary>
internal static class LogDetection
{
    /// <summary>So many lines are looked at.</summary>
    public const int Lines = 100;

    /// <summary>The format; or why there is none, a phrase that goes on from "the log".</summary>
    /// <param name="sample">The first lines, without empty ones.</param>
    public static (LogFormat? Format, string? Problem) Find(IReadOnlyList<string> sample)
    {
        Trial[] trials = [.. NamedFormats.Sure.Select(format => new Trial(format, sample, format.Sure))];
        LogFormat[] fits = [.. trials.Where(trial => trial.FitsWhole).Select(trial => trial.Format)];
        if (fits.Length == 0)
        {
            fits = [.. NamedFormats.Open.Where(format => new Trial(format, sample, int.MaxValue).FitsWhole).Take(1)];
        }

        return fits.Length switch
        {
            1 => (fits[0], null),
            0 => (null, Nearest(trials, sample)),
            _ => (null, $"may be of {string.Join(" or ", fits.Select(format => format.Title))}: say which with format={string.Join(" or format=", fits.Select(format => format.Name))}"),
        };
    }

    /// <summary>Whether any of these lines tells a user agent.</summary>
    public static bool HasAgents(LogFormat format, IReadOnlyList<string> sample)
    {
        var reader = new LogReader(format, TimeZoneInfo.Utc);
        bool anyRequest = false;
        foreach (string line in sample)
        {
            anyRequest |= reader.Read(line.AsMemory()).Fit == LineFit.Whole;
        }

        return !format.LacksAgents && (!anyRequest || reader.HasAgents);
    }

    private static string Nearest(Trial[] trials, IReadOnlyList<string> sample)
    {
        Trial nearest = trials.MaxBy(trial => (trial.Fitting, trial.StoppedAt))!;
        string line = sample[nearest.Fitting];
        string found = line.Length <= nearest.StoppedAt ? "the line ends" : $"there is '{Start(line[nearest.StoppedAt..])}'";
        string why = nearest.Problem ?? string.Create(CultureInfo.InvariantCulture, $"at character {nearest.StoppedAt + 1} {found} and not {nearest.Expected}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"is of no known format. The nearest is {nearest.Format.Title} ({nearest.Format.Name}): of its first {sample.Count} lines {nearest.Fitting} fit before one does not, where {why}. Say the format, or give the server's own words for it with format=custom and pattern");
    }

    // Nothing of a line goes back that could be somebody's: a few characters are enough to see the place.
    private static string Start(string text) => text.Length <= 12 ? text : text[..12] + "…";

    private sealed class Trial
    {
        public Trial(LogFormat format, IReadOnlyList<string> sample, int patterns)
        {
            Format = format;
            var reader = new LogReader(format, TimeZoneInfo.Utc, patterns);
            bool anyRequest = false;
            foreach (string line in sample)
            {
                (LineFit fit, string? problem) = reader.Read(line.AsMemory());
                if (fit == LineFit.None)
                {
                    (StoppedAt, Expected, Problem) = (Math.Max(0, reader.StoppedAt), reader.Expected, reader.Expected.Length == 0 ? problem : null);
                    return;
                }

                anyRequest |= fit == LineFit.Whole;
                Fitting++;
            }

            FitsWhole = anyRequest;
            Fitting -= anyRequest ? 0 : 1; // remarks alone say nothing
        }

        public LogFormat Format { get; }

        public bool FitsWhole { get; }

        public int Fitting { get; private set; }

        public int StoppedAt { get; private set; }

        public string Expected { get; private set; } = "";

        public string? Problem { get; private set; }
    }
}
