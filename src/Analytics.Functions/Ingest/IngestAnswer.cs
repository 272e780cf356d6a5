using System.Text.Json.Serialization;

namespace Analytics.Functions.Ingest;

/// <summary>What became of each event of a batch.</summary>
internal sealed record IngestAnswer(
    int Accepted,
    int Duplicates,
    IReadOnlyList<DroppedItem> Dropped,
    IReadOnlyList<RejectedItem> Rejected);

/// <summary>An event that does not count.</summary>
internal sealed record DroppedItem(int Index, string Reason);

/// <summary>An event that could not be understood.</summary>
internal sealed record RejectedItem(int Index, IReadOnlyDictionary<string, string[]> Errors);

/// <summary>How far a log has come, and at its end what became of its lines.</summary>
internal sealed record LogAnswer
{
    /// <summary>Lines read so far.</summary>
    public int Lines { get; set; }

    /// <summary>Page views that are stored.</summary>
    public int Accepted { get; set; }

    /// <summary>Lines that are no page view: other methods, failures, assets, feeds.</summary>
    public int Skipped { get; set; }

    /// <summary>Page views that do not count, by reason.</summary>
    public SortedDictionary<string, int> Dropped { get; init; } = [];

    /// <summary>How many lines could not be understood.</summary>
    public int FaultCount { get; set; }

    /// <summary>The first of those lines, at most a hundred.</summary>
    public List<LogFault> Faults { get; init; } = [];
}

/// <summary>A line that could not be understood.</summary>
internal sealed record LogFault(int Line, string Problem);

/// <summary>A line of a progress stream: one of the two.</summary>
internal sealed record LogProgress(LogAnswer? Progress, LogAnswer? Result);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IngestAnswer))]
[JsonSerializable(typeof(LogAnswer))]
[JsonSerializable(typeof(LogProgress))]
internal sealed partial class IngestJson : JsonSerializerContext;
