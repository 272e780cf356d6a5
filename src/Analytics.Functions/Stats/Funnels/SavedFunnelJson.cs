using System.Buffers;
using System.Text;
using System.Text.Json;
using Analytics.Store.Days;
using Analytics.Store.Funnels;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Functions.Stats.Funnels;

/// <summary>A saved funnel: its name, and its definition in the words of the question.</summary>
internal static class SavedFunnelJson
{
    private static readonly LocalDay AnyDay = new(2026, 1, 1);

    /// <summary>What a body says; null where it has faults.</summary>
    /// <param name="fields">The body.</param>
    /// <param name="site">The site.</param>
    /// <param name="before">What it replaces; null where it is new.</param>
    /// <param name="id">Its id, unless a new one names another.</param>
    /// <param name="now">When.</param>
    public static Funnel? Parse(QuestionFields fields, Site site, Funnel? before, string id, DateTimeOffset now)
    {
        fields.Only([.. FunnelQueryJson.Definition, "name", .. before is null ? ["id"] : Array.Empty<string>()]);
        string name = fields.Text("name")?.Trim() ?? "";
        if (name.Length is 0 or > 200)
        {
            fields.Fault("name", "must be 1 to 200 characters");
        }

        _ = FunnelQueryJson.Parse(fields, StatsRange.OfDays(site.Calendar, AnyDay, AnyDay)!, StatsPage.First);
        string definition = Definition(fields);
        if (Encoding.UTF8.GetByteCount(definition) > Funnel.MaxDefinitionBytes)
        {
            fields.Fault("steps", "must be shorter: a definition has at most 32 KB");
        }

        string named = before is null ? fields.Text("id") ?? id : id;
        return fields.Try(() => new Funnel
        {
            Id = FunnelId.Parse(named),
            SiteId = site.Id,
            Name = name,
            Definition = definition,
            CreatedAt = before?.CreatedAt ?? now,
            UpdatedAt = before is null || now > before.UpdatedAt ? now : before.UpdatedAt.AddMilliseconds(1),
        });
    }

    public static void WriteAll(Utf8JsonWriter writer, IReadOnlyList<Funnel> funnels)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("funnels");
        foreach (Funnel funnel in funnels)
        {
            Write(writer, funnel);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

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

    private static string Definition(QuestionFields fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (string name in FunnelQueryJson.Definition)
            {
                fields.CopyTo(writer, name);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
