using System.Buffers;
using System.Text.Json;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Metrics;

namespace Analytics.Functions.Assistants;

/// <summary>The arguments of a question. They are the fields of <c>POST /api/v2/query</c>; the route itself says what is wrong with them.</summary>
internal static class QuestionArguments
{
    /// <summary>What to count; <c>visitors</c> where it is absent.</summary>
    public static ToolArgument Metrics { get; } = new("metrics", $$"""
        {"type":"array","items":{"enum":[{{Quoted(KnownMetrics.All.Select(m => m.Name))}}]},"default":["visitors"],"description":"What to count."}
        """);

    /// <summary>When; <c>30d</c> where it is absent.</summary>
    public static ToolArgument DateRange { get; } = new("date_range", """
        {"type":["string","array"],"items":{"type":"string"},"default":"30d","description":"day (today), 7d, 30d, Nd (the N days that ended yesterday), month, 6mo, 12mo, year, all, 24h, or two days such as [\"2026-03-01\",\"2026-03-31\"], both included."}
        """);

    /// <summary>By what; nothing where it is absent.</summary>
    public static ToolArgument Dimensions { get; } = new("dimensions", $$"""
        {"type":"array","items":{"type":"string"},"default":[],"description":"What to break it down by, at most one of time: {{string.Join(", ", KnownDimensions.All.Select(d => d.Name))}}, event:goal, event:props:NAME. None: one row."}
        """);

    /// <summary>What counts.</summary>
    public static ToolArgument Filters { get; } = new("filters", """
        {"type":"array","items":{"type":"array"},"default":[],"description":"What counts, all must hold: [[\"is\",\"visit:country\",[\"EE\"]],[\"contains\",\"event:page\",[\"/blog\"]]]. Operators: is, is_not, contains, contains_not, matches, matches_not; [\"and\",[...]], [\"or\",[...]], [\"not\",...], [\"has_done\",...], [\"has_not_done\",...]."}
        """);

    private static readonly ToolArgument OrderBy = new("order_by", """
        {"type":"array","items":{"type":"array"},"description":"How rows are sorted: [[\"visitors\",\"desc\"]]. Default: time, then the first metric, the greatest first."}
        """);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ToolArgument> All { get; } = [ToolArgument.Site, Metrics, DateRange, Dimensions, Filters, OrderBy, ToolArgument.Limit, ToolArgument.Offset];

    /// <summary>The question in the form of the HTTP API.</summary>
    /// <param name="call">Its arguments.</param>
    /// <param name="rows">Which rows.</param>
    /// <param name="compare">What each row is compared with; null for nothing.</param>
    public static ReadOnlyMemory<byte> Write(ToolCall call, (int Limit, int Offset) rows, Action<Utf8JsonWriter>? compare = null)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        foreach (ToolArgument argument in (ToolArgument[])[ToolArgument.Site, Metrics, DateRange, Dimensions, Filters, OrderBy])
        {
            if (call.Find(argument.Name) is { } value)
            {
                writer.WritePropertyName(argument.Name);
                value.WriteTo(writer);
            }
            else if (argument == DateRange)
            {
                writer.WriteString(argument.Name, "30d");
            }
            else if (argument == Metrics)
            {
                writer.WriteStartArray(argument.Name);
                writer.WriteStringValue("visitors");
                writer.WriteEndArray();
            }
        }

        writer.WriteStartObject("pagination");
        writer.WriteNumber("limit", rows.Limit);
        writer.WriteNumber("offset", rows.Offset);
        writer.WriteEndObject();
        writer.WriteStartObject("include");
        writer.WriteBoolean("total_rows", true);
        compare?.Invoke(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(',', names.Select(name => $"\"{name}\""));
}
