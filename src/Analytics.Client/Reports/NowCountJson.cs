using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Client.Reports;

/// <summary>Reads <c>{"path": "/", "count": 2}</c> and its siblings: whatever is not the count is the name.</summary>
internal sealed class NowCountJson : JsonConverter<NowCount>
{
    public override NowCount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        JsonElement line = document.RootElement;
        string? name = line.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String).Select(member => member.Value.GetString()).FirstOrDefault();
        return new NowCount(name, line.TryGetProperty("count", out JsonElement count) && count.ValueKind == JsonValueKind.Number ? count.GetInt64() : 0);
    }

    public override void Write(Utf8JsonWriter writer, NowCount value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("name", value.Name);
        writer.WriteNumber("count", value.Count);
        writer.WriteEndObject();
    }
}
