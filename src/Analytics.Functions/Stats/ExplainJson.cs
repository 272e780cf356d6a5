using System.Buffers;
using System.Text;
using System.Text.Json;
using Analytics.Engine.Days;
using Analytics.Store.Stats.Reads;

namespace Analytics.Functions.Stats;

/// <summary>What an answer takes and has taken, for who asks with <c>?explain=1</c> or <c>?explain=plan</c>.</summary>
internal static class ExplainJson
{
    /// <summary>Tells, with <c>?explain=1</c>, what an answer took whose form has no place for it.</summary>
    public const string Header = "x-analytics-explain";

    /// <summary>Tells it in a header, where that is asked for.</summary>
    public static void Tell(HttpContext context, ReadPlan plan, ReadCost cost, TimeSpan time)
    {
        if (context.Request.Query["explain"] != "1")
        {
            return;
        }

        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            Write(writer, plan, (cost, time));
            writer.WriteEndObject();
        }

        context.Response.Headers.Append(Header, Encoding.UTF8.GetString(buffer.WrittenSpan)); // one for each reading
    }

    /// <summary>Writes <c>"explain": {…}</c>.</summary>
    /// <param name="writer">Where to, within an object.</param>
    /// <param name="plan">What it takes.</param>
    /// <param name="cost">What it took, and how long; null where it was not done.</param>
    public static void Write(Utf8JsonWriter writer, ReadPlan plan, (ReadCost Read, TimeSpan Time)? cost)
    {
        writer.WriteStartObject("explain");
        writer.WriteStartObject("plan");
        writer.WriteStartObject("days");
        writer.WriteNumber("from_totals", plan.DaysFromTotals);
        writer.WriteNumber("from_blocks", plan.DaysFromBlocks);
        writer.WriteNumber("from_memory", plan.DaysFromMemory);
        writer.WriteNumber("open", plan.OpenDays);
        writer.WriteEndObject();
        writer.WriteNumber("blocks", plan.Blocks);
        WriteFigures(writer, plan.Bytes, plan.ReadUnits, plan.Dollars, plan.Milliseconds);
        writer.WriteEndObject();
        if (cost is var (read, time))
        {
            writer.WriteStartObject("cost");
            writer.WriteNumber("calls", read.Calls);
            decimal dollars = (decimal)read.ReadUnits * ReadPlan.DollarsPerMillionReadUnits / 1_000_000;
            WriteFigures(writer, read.Bytes, read.ReadUnits, dollars, time.TotalMilliseconds);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteFigures(Utf8JsonWriter writer, long bytes, double readUnits, decimal dollars, double milliseconds)
    {
        writer.WriteNumber("bytes", bytes);
        writer.WriteNumber("read_units", readUnits);
        writer.WriteNumber("dollars", dollars / 1.0000000000m);
        writer.WriteNumber("milliseconds", Math.Round(milliseconds, 1));
    }
}
