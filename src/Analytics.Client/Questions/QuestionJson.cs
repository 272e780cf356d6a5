using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Client.Questions;

/// <summary>How answers to questions are read, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(QueryAnswer))]
[JsonSerializable(typeof(Money))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class QuestionJson : JsonSerializerContext;
