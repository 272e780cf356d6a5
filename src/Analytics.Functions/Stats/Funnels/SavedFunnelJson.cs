using System.Buffers;
using System.Text;
using System.Text.Json;
using Analytics.Store.Calendars;
using Analytics.Store.Funnels;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Functions.Stats.Funnels;

/// <summary>A saved funnel: its name, and its definition in the words of the question.</summary>
internal static class SavedFunnelJson
{
    // A definition is judged without its range, whichever that will be.
    private static readonly StatsRange AnyRange = StatsRange.OfDays(SiteCalendar.Utc, new LocalDay(2026, 1, 1), new LocalDay(2026, 1, 1))!;

    /// <summary>What was sent, with what is absent of it as it is. What was sent as null is left out.</summary>
    public static JsonDocument Over(Funnel before, JsonElement sent)
    {
        using JsonDocument definition = JsonDocument.Parse(before.Definition);
        return JsonDocument.Parse(Bytes(writer =>
        {
            writer.WriteStartObject();
            if (!sent.TryGetProperty("name", out _))
            {
                writer.WriteString("name", before.Name);
            }

            foreach (JsonProperty kept in definition.RootElement.EnumerateObject().Where(kept => !sent.TryGetProperty(kept.Name, out _)))
            {
                kept.WriteTo(writer);
            }

            foreach (JsonProperty said in sent.EnumerateObject().Where(said => said.Value.ValueKind != JsonValueKind.Null))
            {
                said.WriteTo(writer);
            }

            writer.WriteEndObject();
        }));
    }

    /// <summary>The funnel that a whole body makes; of no use where it has faults.</summary>
    /// <param name="fields">What <see cref="Over"/> has put together.</param>
    /// <param name="before">Gives all that the body does not.</param>
    public static Funnel Parse(QuestionFields fields, Funnel before)
    {
        fields.Only([.. FunnelQueryJson.Definition, "name"]);
        string name = fields.Text("name")?.Trim() ?? "";
        if (name.Length is (0 or > 200) && !fields.Faults.Exists(f => f.Field == "name"))
        {
            fields.Fault("name", "must be 1 to 200 characters");
        }

        _ = FunnelQueryJson.Parse(fields, AnyRange, StatsPage.First);
        string definition = Encoding.UTF8.GetString(Bytes(writer =>
        {
            writer.WriteStartObject();
            Array.ForEach(FunnelQueryJson.Definition, field => fields.CopyTo(writer, field));
            writer.WriteEndObject();
        }));
        if (Encoding.UTF8.GetByteCount(definition) > Funnel.MaxDefinitionBytes)
        {
            fields.Fault("steps", "must be shorter: a definition has at most 32 KB");
        }

        return before with { Name = name, Definition = definition };
    }

    /// <summary>Writes it as one object.</summary>
    public static void Write(Utf8JsonWriter writer, Funnel funnel)
    {
        writer.WriteStartObject();
        writer.WriteString("id", funnel.Id.Value);
        writer.WriteString("name", funnel.Name);
        using (JsonDocument definition = JsonDocument.Parse(funnel.Definition))
        {
            foreach (JsonProperty property in definition.RootElement.EnumerateObject())
            {
                property.WriteTo(writer);
            }
        }

        writer.WriteString("createdAt", funnel.CreatedAt);
        writer.WriteString("updatedAt", funnel.UpdatedAt);
        writer.WriteEndObject();
    }

    private static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
