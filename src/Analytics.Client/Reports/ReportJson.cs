using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Client.Reports;

/// <summary>How reports are read, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SiteFigures))]
[JsonSerializable(typeof(NowMessage))]
[JsonSerializable(typeof(CurrentVisitors))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ReportJson : JsonSerializerContext;

/// <summary>The message that <see cref="Now"/> comes in.</summary>
internal sealed record NowMessage(Now? Data);

/// <summary>The visitors of the last five minutes.</summary>
internal sealed record CurrentVisitors(long Visitors);
