using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Client.Events;

/// <summary>How the answer to one request is read, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IngestReceipt))]
internal sealed partial class ReceiptJson : JsonSerializerContext;

internal sealed record IngestReceipt(long Accepted, long Duplicates, IReadOnlyList<DroppedIndex>? Dropped, IReadOnlyList<JsonElement>? Rejected);

internal sealed record DroppedIndex(int Index, string? Reason);
