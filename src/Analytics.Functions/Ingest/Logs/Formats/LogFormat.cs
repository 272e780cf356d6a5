using Analytics.Functions.Ingest.Logs.Patterns;

namespace Analytics.Functions.Ingest.Logs.Formats;

/// <summary>A format of logs: the patterns that its lines may have, the strictest first.</summary>
/// <param name="Name">What senders call it.</param>
/// <param name="Title">What people call it: a noun with its article.</param>
/// <param name="Open">Patterns for one log.</param>
internal sealed record LogFormat(string Name, string Title, Func<IReadOnlyList<ILinePattern>> Open)
{
    /// <summary>Whether its lines have no place for a user agent.</summary>
    public bool LacksAgents { get; init; }

    /// <summary>How many of the patterns leave nothing open: lines are known to be of the format by these alone.</summary>
    public int Sure { get; init; } = int.MaxValue;
}
