using Analytics.Functions.Ingest.Logs.Formats;
using Analytics.Functions.Ingest.Logs.Lines;
using Analytics.Functions.Ingest.Logs.Patterns;

namespace Analytics.Functions.Tests.Ingest.Logs;

/// <summary>Reads lines by a format, for tests.</summary>
internal static class Reading
{
    public static LogReader By(string format) => new(NamedFormats.Find(format)!, TimeZoneInfo.Utc);

    public static LogReader ByPattern(string pattern, string zone = "UTC")
    {
        (LogFormat? format, IReadOnlyList<string> faults) = CustomFormat.Parse(pattern);
        Assert.Empty(faults);
        return new LogReader(format!, TimeZoneInfo.FindSystemTimeZoneById(zone));
    }

    public static LoggedRequest Said(this LogReader log, string line)
    {
        (LineFit fit, string? problem) = log.Read(line.AsMemory());
        Assert.True(fit == LineFit.Whole, $"{problem}; up to {log.StoppedAt}: {log.Expected}");
        return log.Request;
    }

    public static string? Problem(this LogReader log, string line) => log.Read(line.AsMemory()).Problem;

    public static LineFit Fit(this LogReader log, string line) => log.Read(line.AsMemory()).Fit;
}
