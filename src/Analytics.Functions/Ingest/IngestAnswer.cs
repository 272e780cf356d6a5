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

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IngestAnswer))]
[JsonSerializable(typeof(LogAnswer))]
[JsonSerializable(typeof(LogProgress))]
internal sealed partial class IngestJson : JsonSerializerContext;
