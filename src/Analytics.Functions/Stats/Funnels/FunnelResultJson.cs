using System.Text.Json;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Funnels;
using Analytics.Store.Stats.Terms;

namespace Analytics.Functions.Stats.Funnels;

/// <summary>The answer to a funnel.</summary>
internal static class FunnelResultJson
{
    public static void WriteMembers(Utf8JsonWriter writer, Site site, FunnelResult result)
    {
        FunnelQuery query = result.Query;
        bool ofPeople = query.Subject == FunnelSubject.People;
        WriteSteps(writer, result.Steps, ofPeople);
        if (query.Breakdown is not null)
        {
            writer.WriteStartArray("groups");
            foreach (FunnelGroupResult group in result.Groups)
            {
                writer.WriteStartObject();
                writer.WriteString("value", group.Value);
                WriteSteps(writer, group.Steps, ofPeople);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteStartObject("meta");
        WriteMeta(writer, site, result);
        writer.WriteEndObject();
        writer.WriteStartObject("query");
        writer.WritePropertyName("date_range");
        DateRangeJson.Write(writer, site, query.Range);
        writer.WriteString("who", ofPeople ? "people" : "visitors");
        writer.WriteString("order", query.Order == FunnelOrder.Strict ? "strict" : "loose");
        writer.WriteString("window", query.Window.ToString());
        writer.WritePropertyName("filters");
        FilterJson.Write(writer, query.Filter);
        if (query.Breakdown is { } breakdown)
        {
            writer.WriteString("breakdown", breakdown.Name);
        }

        writer.WriteEndObject();
    }

    /// <summary>What qualifies the numbers.</summary>
    public static void WriteMeta(Utf8JsonWriter writer, Site site, FunnelResult result)
    {
        bool ofPeople = result.Query.Subject == FunnelSubject.People;
        writer.WriteString("counts", ofPeople ? "identified people" : "daily visitors");
        writer.WriteString("linked", ofPeople ? "across days, by user id" : "within one day: nothing links a visitor's two days");
        if (ofPeople)
        {
            writer.WriteBoolean("identification", site.Settings.Identification);
        }

        if (result.Query.Breakdown is not null)
        {
            writer.WriteNumber("total_groups", result.TotalGroups);
        }
    }

    private static void WriteSteps(Utf8JsonWriter writer, IReadOnlyList<FunnelStepResult> steps, bool ofPeople)
    {
        writer.WriteStartArray("steps");
        foreach (FunnelStepResult step in steps)
        {
            writer.WriteStartObject();
            WriteStep(writer, step, ofPeople);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes the members of a step.</summary>
    public static void WriteStep(Utf8JsonWriter writer, FunnelStepResult step, bool ofPeople)
    {
        writer.WriteString("name", step.Step);
        writer.WriteNumber(ofPeople ? "people" : "visitors", step.Count);
        writer.WriteNumber("conversion_rate", step.ConversionRate);
        writer.WriteNumber("step_conversion_rate", step.StepConversionRate);
        writer.WriteNumber("drop_off", step.DropOff);
        writer.WriteNumber("drop_off_rate", step.DropOffRate);
        if (step.MedianMilliseconds is { } median && step.MeanMilliseconds is { } mean)
        {
            writer.WriteNumber("median_ms", median);
            writer.WriteNumber("mean_ms", mean);
        }
    }
}
