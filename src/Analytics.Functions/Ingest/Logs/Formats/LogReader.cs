using Analytics.Functions.Ingest.Logs.Lines;
using Analytics.Functions.Ingest.Logs.Patterns;

namespace Analytics.Functions.Ingest.Logs.Formats;

/// <summary>Reads the lines of one log, in their order: a header may say what the lines after it hold.</summary>
/// <param name="format">The log's format.</param>
/// <param name="zone">Of times that name no offset.</param>
/// <param name="patterns">How many of the format's patterns count; all by default.</param>
internal sealed class LogReader(LogFormat format, TimeZoneInfo zone, int patterns = int.MaxValue)
{
    private readonly ILinePattern[] _patterns = [.. format.CreatePatterns().Take(patterns)];
    private readonly LineFields _fields = new();

    /// <summary>The request of the line read last, if that line is one. The next line changes it.</summary>
    public LoggedRequest Request => field ??= new LoggedRequest(_fields);

    /// <summary>The log's format.</summary>
    public LogFormat Format => format;

    /// <summary>Up to which character the line read last fits, if it does not fit whole.</summary>
    public int StoppedAt => _fields.StoppedAt;

    /// <summary>The text that was expected there.</summary>
    public string Expected => _fields.Expected;

    /// <summary>Reads a line: whether it is a request, a remark, or what is wrong with it, a phrase that continues "the line".</summary>
    public (LineFit Fit, string? Problem) Read(ReadOnlyMemory<char> line)
    {
        line = line[..line.Span.TrimEnd(' ').Length]; // a format string may end with a blank
        _fields.Begin(line);
        string? problem = null;
        foreach (ILinePattern pattern in line.IsEmpty ? [] : _patterns)
        {
            _fields.Again();
            LineFit fit = pattern.Read(line, _fields);
            if (fit == LineFit.Remark)
            {
                return (fit, null);
            }

            if (fit == LineFit.Whole)
            {
                problem = Request.Read(zone);
                if (problem is null)
                {
                    return (fit, null);
                }
            }
        }

        return (LineFit.None, problem ?? $"is not of {format.Title}");
    }
}
