using Analytics.Functions.Ingest.Logs.Patterns;

namespace Analytics.Functions.Ingest.Logs.Formats;

/// <summary>How the first lines of a log go with one format.</summary>
internal sealed class FormatTrial
{
    private readonly bool[] _fits;

    /// <param name="format">The format.</param>
    /// <param name="sample">The lines.</param>
    /// <param name="patterns">How many of the format's patterns count.</param>
    public FormatTrial(LogFormat format, IReadOnlyList<string> sample, int patterns)
    {
        (Format, _fits, StoppedLine) = (format, new bool[sample.Count], -1);
        var reader = new LogReader(format, TimeZoneInfo.Utc, patterns);
        for (int i = 0; i < sample.Count; i++)
        {
            (LineFit fit, string? problem) = reader.Read(sample[i].AsMemory());
            _fits[i] = fit != LineFit.None;
            FitCount += _fits[i] ? 1 : 0;
            HasRequest |= fit == LineFit.Whole;
            if (!_fits[i] && StoppedLine < 0)
            {
                (StoppedLine, StoppedAt, Expected, Problem) = (i, Math.Max(0, reader.StoppedAt), reader.Expected, reader.Expected.Length == 0 ? problem : null);
            }
        }

        if (StoppedLine < 0)
        {
            (StoppedLine, Problem) = (0, "is a header, and no request follows"); // all lines fit, and none is a request
        }
    }

    /// <summary>The format.</summary>
    public LogFormat Format { get; }

    /// <summary>How many lines fit it whole, headers included.</summary>
    public int FitCount { get; }

    /// <summary>Whether one of them is a request.</summary>
    public bool HasRequest { get; }

    /// <summary>Whether all lines fit it, and one is a request.</summary>
    public bool FitsAll => HasRequest && FitCount == _fits.Length;

    /// <summary>The first line that does not fit it, from 0.</summary>
    public int StoppedLine { get; }

    /// <summary>Up to which character that line fits.</summary>
    public int StoppedAt { get; }

    /// <summary>The text that was expected there.</summary>
    public string Expected { get; } = "";

    /// <summary>What is wrong with a field of that line; null if the form of the line is wrong.</summary>
    public string? Problem { get; }

    /// <summary>Whether the line fits.</summary>
    /// <param name="line">From 0.</param>
    public bool Fits(int line) => _fits[line];
}
