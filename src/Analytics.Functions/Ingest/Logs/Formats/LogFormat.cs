using Analytics.Functions.Ingest.Logs.Patterns;

namespace Analytics.Functions.Ingest.Logs.Formats;

/// <summary>A format of logs: the patterns that its lines may have, the strictest first.</summary>
/// <param name="Name">What senders call it.</param>
/// <param name="Title">What people call it: a noun with its article.</param>
/// <param name="CreatePatterns">Makes the patterns for one log: a header may change what they read.</param>
internal sealed record LogFormat(string Name, string Title, Func<IReadOnlyList<ILinePattern>> CreatePatterns)
{
    /// <summary>Whether its lines have no place for a user agent.</summary>
    public bool LacksAgents { get; init; }

    /// <summary>How many of the patterns are strict: by these alone lines are recognised as of the format. Default: all.</summary>
    public int StrictCount { get; init; } = int.MaxValue;
}
