using System.Globalization;
using Analytics.Functions.Ingest.Logs.Patterns;

namespace Analytics.Functions.Ingest.Logs.Formats;

/// <summary>
/// Finds out which format a log has. It never guesses: lines must fit a format whole, no other format may fit them, and lines that fit
/// no format at all must be the fewer.
/// </summary>
internal static class LogDetection
{
    /// <summary>So many lines are looked at.</summary>
    public const int Lines = 100;

    // So many page views without an agent, and not one with: the server does not log agents.
    private const int EnoughPages = 10;

    /// <summary>The format; or why there is none, a phrase that continues "the log".</summary>
    /// <param name="sample">The first lines, without empty ones.</param>
    public static (LogFormat? Format, string? Problem) Find(IReadOnlyList<string> sample)
    {
        FormatTrial[] strict = [.. NamedFormats.Strict.Select(format => new FormatTrial(format, sample, format.StrictCount))];
        FormatTrial[] fits = [.. strict.Where(trial => trial.FitsAll)];
        if (fits.Length == 0)
        {
            FormatTrial[] loose = [.. NamedFormats.Loose.Select(format => new FormatTrial(format, sample, int.MaxValue))];
            fits = [.. loose.Where(trial => trial.FitsAll).Take(1)];
            fits = fits.Length > 0 ? fits : Most(strict, loose, sample.Count);
        }

        LogFormat[] formats = [.. fits.Select(trial => trial.Format).DistinctBy(format => format.Name)];
        return formats.Length switch
        {
            1 => (formats[0], null),
            0 => (null, Nearest(strict, sample)),
            _ => (null, $"may be of {Titles(formats)}: say which with format={string.Join(" or format=", formats.Select(format => format.Name))}"),
        };
    }

    /// <summary>Whether these lines name user agents; true where they hold no page view that could.</summary>
    public static bool HasAgents(LogFormat format, IReadOnlyList<string> sample)
    {
        if (format.LacksAgents)
        {
            return sample.Count == 0;
        }

        var reader = new LogReader(format, TimeZoneInfo.Utc);
        int pages = 0;
        bool hasPlace = false;
        foreach (string line in sample)
        {
            if (reader.Read(line.AsMemory()).Fit != LineFit.Whole || !reader.Request.IsPageView)
            {
                continue;
            }

            if (reader.Request.UserAgent is not null)
            {
                return true;
            }

            pages++;
            hasPlace |= reader.Request.HasAgent;
        }

        return pages == 0 || (hasPlace && pages < EnoughPages);
    }

    // Damaged lines are faults of a format that the other lines fit; lines of a second format are not.
    private static FormatTrial[] Most(FormatTrial[] strict, FormatTrial[] loose, int lines)
    {
        FormatTrial[] best = Fullest(strict), further = Fullest(loose);
        best = further.Length > 0 && (best.Length == 0 || further[0].FitCount > best[0].FitCount) ? further[..1] : best;
        bool isAlone = best.Length > 0 && strict.Concat(loose).All(other => Enumerable.Range(0, lines).All(line => best[0].Fits(line) || !other.Fits(line)));
        return isAlone && best[0].FitCount * 2 > lines ? best : [];
    }

    private static FormatTrial[] Fullest(FormatTrial[] trials)
    {
        FormatTrial[] requests = Array.FindAll(trials, trial => trial.HasRequest);
        return Array.FindAll(requests, trial => trial.FitCount == requests.Max(other => other.FitCount));
    }

    private static string Nearest(FormatTrial[] trials, IReadOnlyList<string> sample)
    {
        FormatTrial nearest = trials.MaxBy(trial => (trial.FitCount, trial.Problem is not null, trial.StoppedAt))!;
        FormatTrial? second = trials.FirstOrDefault(other => other.HasRequest && nearest.HasRequest && Enumerable.Range(0, sample.Count).Any(line => other.Fits(line) && !nearest.Fits(line)));
        if (second is not null)
        {
            return $"holds lines of {Titles([nearest.Format, second.Format], "and of")}: say the format, or send them apart";
        }

        string line = sample[nearest.StoppedLine];
        string found = line.Length <= nearest.StoppedAt ? "the line ends" : $"there is '{Start(line[nearest.StoppedAt..])}'";
        string why = nearest.Problem ?? string.Create(CultureInfo.InvariantCulture, $"ends to fit at character {nearest.StoppedAt + 1}: {found} and not {nearest.Expected}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"is of no known format. The nearest is {nearest.Format.Title} ({nearest.Format.Name}): of its first {sample.Count} lines {nearest.FitCount} fit, and the first that does not {why}. Name the format, or give the server's own format string: format=custom and pattern, in the tool --log-format");
    }

    private static string Titles(IEnumerable<LogFormat> formats, string word = "or") => string.Join($" {word} ", formats.Select(format => format.Title));

    // Nothing of a line goes back that could be somebody's, and twelve characters may be a whole address: only what stands between letters
    // and digits is shown, which is enough to see the place.
    private static string Start(string text) =>
        string.Create(Math.Min(text.Length, 12), text, (shown, of) =>
        {
            for (int i = 0; i < shown.Length; i++)
            {
                shown[i] = char.IsAscii(of[i]) && !char.IsAsciiLetterOrDigit(of[i]) && !char.IsControl(of[i]) ? of[i] : 'x';
            }
        }) + (text.Length <= 12 ? "" : "…");
}
