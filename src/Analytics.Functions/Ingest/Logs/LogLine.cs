namespace Analytics.Functions.Ingest.Logs;

/// <summary>What a line of a log is.</summary>
internal abstract class LogLine
{
    private LogLine()
    {
    }

    /// <summary>A header or a comment: it tells of no request.</summary>
    public static LogLine Remark { get; } = new Comment();

    internal sealed class Comment : LogLine;

    /// <summary>It tells of a request.</summary>
    internal sealed class Request(LoggedRequest said) : LogLine
    {
        public LoggedRequest Said { get; } = said;
    }

    /// <summary>It cannot be understood, and why: a phrase that goes on from "the line".</summary>
    internal sealed class Unreadable(string problem) : LogLine
    {
        public string Problem { get; } = problem;
    }
}
