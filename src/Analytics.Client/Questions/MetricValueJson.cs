using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Client.Questions;

/// <summary>Reads and writes the values of metrics.</summary>
internal sealed class MetricValueJson : JsonConverter<MetricValue>
{
    public override bool HandleNull => true;

    public override MetricValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        JsonElement raw = document.RootElement.Clone();
        return new MetricValue(raw, raw.ValueKind == JsonValueKind.Object && raw.TryGetProperty("currency", out _) ? raw.Deserialize(QuestionJson.Default.Money) : null);
    }

    public override void Write(Utf8JsonWriter writer, MetricValue value, JsonSerializerOptions options)
    {
        if (value.IsNothing)
        {
            writer.WriteNullValue();
        }
        else
        {
            value.Raw.WriteTo(writer);
        }
    }
}
