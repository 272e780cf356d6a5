using System.Text.Json;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Ranges;
using Analytics.Store.Stats.Retention;
using Analytics.Store.Stats.Terms;

namespace Analytics.Functions.Stats.Retention;

/// <summary>A question about retention, and its answer.</summary>
internal static class RetentionJson
{
    private static readonly (string Word, RetentionPeriod Period)[] Periods =
        [("week", RetentionPeriod.Week), ("day", RetentionPeriod.Day), ("month", RetentionPeriod.Month)];

    /// <summary>Null where it has faults.</summary>
    public static RetentionQuery? Parse(QuestionFields fields, Site site, DateTimeOffset now)
    {
        fields.Only("date_range", "period", "filters");
        StatsRange range = fields.Range(site, now);
        RetentionPeriod period = fields.OneOf("period", Periods);
        Filter filter = fields.Filter();
        return fields.Try(() => RetentionQuery.Create(range, period, filter, site.Calendar.DayOf(now)));
    }

    public static void WriteMembers(Utf8JsonWriter writer, Site site, RetentionResult result)
    {
        writer.WriteNumber("people", result.People);
        writer.WriteStartArray("cohorts");
        foreach (RetentionCohort cohort in result.Cohorts)
        {
            writer.WriteStartObject();
            writer.WriteString("start", cohort.Start.ToString());
            writer.WriteNumber("people", cohort.People);
            writer.WriteStartArray("seen");
            foreach (long seen in cohort.Seen)
            {
                writer.WriteNumberValue(seen);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("rates");
            foreach (decimal rate in cohort.Rates)
            {
                writer.WriteNumberValue(rate);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("meta");
        writer.WriteString("counts", "identified people");
        writer.WriteBoolean("identification", site.Settings.Identification);
        writer.WriteEndObject();
        writer.WriteStartObject("query");
        writer.WritePropertyName("date_range");
        DateRangeJson.Write(writer, site, result.Query.Range);
        writer.WriteString("period", Array.Find(Periods, p => p.Period == result.Query.Period).Word);
        writer.WritePropertyName("filters");
        FilterJson.Write(writer, result.Query.Filter);
        writer.WriteEndObject();
    }
}
