using System.Text.Json;
using Analytics.Engine.Days;
using Analytics.Store.Stats.Reads;

namespace Analytics.Functions.Stats;

/// <summary>What an answer takes and has taken, for who asks with <c>?explain=1</c> or <c>?explain=plan</c>.</summary>
internal static class ExplainJson
{
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
