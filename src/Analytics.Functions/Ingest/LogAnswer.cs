using Analytics.Functions.Http;
using Analytics.Functions.Ingest.Logs;
using Analytics.Store.Events;

namespace Analytics.Functions.Ingest;

/// <summary>How far a log or an export has come, and at its end what became of its lines.</summary>
internal sealed record LogAnswer
{
    private const int MostHosts = 100;

    /// <summary>The import that its events belong to: they can be erased by it.</summary>
    public string? Import { get; init; }

    /// <summary>The log's format; null for exports.</summary>
    public string? Format { get; init; }

    /// <summary>Lines read so far.</summary>
    public long Lines { get; set; }

    /// <summary>Page views that are stored.</summary>
    public int Accepted { get; set; }

    /// <summary>Lines that are no page view: other methods, failures, assets, feeds; of an export, copies.</summary>
    public long Skipped { get; set; }

    /// <summary>Why requests are no page views, and how many; null for exports.</summary>
    public SortedDictionary<string, long>? SkippedFor { get; init; }

    /// <summary>Page views that do not count, by reason.</summary>
    public SortedDictionary<string, int> Dropped { get; init; } = [];

    /// <summary>How many lines could not be understood.</summary>
    public long FaultCount { get; set; }

    /// <summary>The first of those lines, at most a hundred.</summary>
    public List<LogFault> Faults { get; init; } = [];

    /// <summary>Different visitors of the page views that are stored, each counted once a day; null for exports.</summary>
    public int? Visitors { get; init; }

    /// <summary>Page views that are stored and have no visitor, because the log does not say who it was; null for exports.</summary>
    public long? WithoutVisitor { get; init; }

    /// <summary>When the first request happened.</summary>
    public DateTimeOffset? First { get; init; }

    /// <summary>When the last request happened.</summary>
    public DateTimeOffset? Last { get; init; }

    /// <summary>Page views, stored or dropped, by the host that the log names: the hundred hosts with the most.</summary>
    public SortedDictionary<string, long>? Hosts { get; init; }

    /// <summary>The visitors by hashes that are this import's alone, where they were asked for.</summary>
    public IReadOnlyList<string>? VisitorKeys { get; init; }

    /// <summary>Of a log.</summary>
    public static LogAnswer Of(ImportId import, string format, LogTally tally, int accepted, SortedDictionary<string, int> dropped) => new()
    {
        Import = import.Value,
        Format = format,
        Lines = tally.Lines,
        Accepted = accepted,
        Skipped = tally.Skipped,
        SkippedFor = new(tally.SkippedFor.ToDictionary(reason => reason.Reason, reason => reason.Count), StringComparer.Ordinal),
        Dropped = dropped,
        FaultCount = tally.FaultCount,
        Faults = [.. tally.Faults.Select(fault => new LogFault(fault.Line, fault.Problem))],
        Visitors = tally.Visitors.Count,
        WithoutVisitor = tally.WithoutVisitor,
        First = tally.First,
        Last = tally.Last,
        Hosts = new(tally.Hosts.OrderByDescending(host => host.Value).Take(MostHosts).ToDictionary(), StringComparer.Ordinal),
    };
}

/// <summary>A line that could not be understood.</summary>
internal sealed record LogFault(long Line, string Problem);

/// <summary>A line of a progress stream: one of the three.</summary>
internal sealed record LogProgress(LogAnswer? Progress = null, LogAnswer? Result = null, Problem? Problem = null);
