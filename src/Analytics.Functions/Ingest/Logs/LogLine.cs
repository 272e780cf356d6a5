namespace Analytics.Functions.Ingest.Logs;

/// <summary>What a line of a log is.</summary>
internal abstract class LogLine
{
    private LogLine()
    {
    }

    /// <summary>A header or a comment: the line records no request.</summary>
    public static LogLine Remark { get; } = new Comment();

    internal sealed class Comment : LogLine;

    /// <summary>The line records a request.</summary>
    internal sealed class Request(LoggedRequest said) : LogLine
    {
        public LoggedRequest Said { get; } = said;
    }

    /// <summary>The line cannot be read, and why: a phrase that continues "the line".</summary>
    internal sealed class Unreadable(string problem) : LogLine
    {
        public string Problem { get; } = problem;
    }
}
