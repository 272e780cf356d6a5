using System.Globalization;
using Analytics.Functions.Ingest.Logs.Files;
using Analytics.Functions.Ingest.Logs.Formats;
using Analytics.Functions.Ingest.Logs.Lines;
using Analytics.Functions.Ingest.Logs.Patterns;
using Analytics.Functions.Wire;

namespace Analytics.Functions.Ingest.Logs;

/// <summary>
/// Judges the lines of one log, the same for a load, an import and a replay: each is a page view, is skipped, or is a fault, and is
/// counted as that.
/// </summary>
/// <param name="log">Reads its lines.</param>
/// <param name="domain">The host of pages whose lines name none.</param>
internal sealed class LogLines(LogReader log, string domain)
{
    /// <summary>What is wrong with a line that is too long.</summary>
    public static readonly string TooLong = string.Create(CultureInfo.InvariantCulture, $"is longer than {LineReader.Longest:N0} characters");

    /// <summary>The request of the line read last. The next line changes it.</summary>
    public LoggedRequest Request => log.Request;

    /// <summary>The URL of the page that the line shows; null where it shows none, or cannot be read.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isTooLong">Whether it was cut.</param>
    /// <param name="now">The present, by which times that cannot be are faults; null: times are not judged.</param>
    /// <param name="tally">Counts what the line is.</param>
    public Uri? Read(ReadOnlyMemory<char> line, bool isTooLong, DateTimeOffset? now, LogTally tally)
    {
        long number = ++tally.Lines;
        if (line.IsEmpty)
        {
            tally.AddRemark();
            return null;
        }

        if (isTooLong || line.Length > LineReader.Longest)
        {
            tally.AddFault(number, TooLong);
            return null;
        }

        (LineFit fit, string? problem) = log.Read(line);
        if (fit != LineFit.Whole)
        {
            if (problem is null)
            {
                tally.AddRemark();
            }
            else
            {
                tally.AddFault(number, problem);
            }

            return null;
        }

        if (now is { } present && (Request.Time > present.AddMinutes(10) || Request.Time < present.AddYears(-50)))
        {
            tally.AddFault(number, "has a time in the future, or more than 50 years ago");
            return null;
        }

        tally.AddTime(Request.Time);
        if (Request.Skip is { } reason)
        {
            tally.AddSkipped(reason);
            return null;
        }

        string? host = Request.Host;
        if (UrlOf(Request, host) is not { } url)
        {
            tally.AddFault(number, "asks for something that is no url with a path of at most 2,000 characters");
            return null;
        }

        tally.AddPage(host);
        return url;
    }

    /// <summary>
    /// The name that a visitor is known by besides address and user agent: the host name of a client whose address the log does not
    /// say; where page views without an agent count, the address alone. Null: there is none.
    /// </summary>
    /// <param name="request">The page view.</param>
    /// <param name="withoutAgents">Whether page views without an agent count.</param>
    public static string? VisitorKeyOf(LoggedRequest request, bool withoutAgents)
    {
        string? agent = request.UserAgent, name = request.ClientName;
        return agent is null && withoutAgents ? name ?? request.Client?.ToString() : name is null ? null : $"{name} {agent}";
    }

    private Uri? UrlOf(LoggedRequest page, string? named)
    {
        string host = named ?? domain;
        string text = $"{page.Scheme ?? "https"}://{host}{page.Target}";
        return !host.AsSpan().ContainsAny("/\\@?#") && Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && PagePath.Fits(url) ? url : null;
    }
}
