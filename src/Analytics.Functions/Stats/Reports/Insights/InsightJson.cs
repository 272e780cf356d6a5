using System.Text.Json;
using Analytics.Functions.Tables;
using Analytics.Store.Calendars;
using Analytics.Store.Stats.Insights;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Functions.Stats.Reports.Insights;

/// <summary>Writes what changed and which days are unusual, as figures and in sentences.</summary>
internal static class InsightJson
{
    private static readonly (string Name, string Dimension)[] Parts =
    [
        ("page", "event:page"), ("entryPage", "visit:entry_page"), ("source", "visit:source"), ("country", "visit:country_name"), ("channel", "visit:channel"), ("device", "visit:device"),
    ];

    private static readonly string[] SegmentColumns = [.. Parts.Select(part => part.Name), "before", "after", "change", "explained", "shareOfChange", "sentence"];
    private static readonly string[] DayColumns = ["day", "weekday", "count", "verdict", "expected", "low", "high", "weekdays", "sentence"];

    public static TableAnswer Answer(Question question, StatsRange before, InsightMetric metric, ChangeReading change, bool isToday)
    {
        var sentences = new ChangeSentences(metric.Counted);
        void Write(Utf8JsonWriter writer, ChangedSegment segment)
        {
            foreach ((string name, string dimension) in Parts)
            {
                writer.WriteString(name, segment.Values.FirstOrDefault(value => value.Dimension == dimension).Value);
            }

            writer.WriteNumber("before", segment.Before);
            writer.WriteNumber("after", segment.After);
            writer.WriteNumber("change", segment.Change);
            writer.WriteNumber("explained", segment.Explained);
            StatsResultJson.WriteNumber(writer, "shareOfChange", Percent(segment.Explained, change.After - change.Before));
            writer.WriteString("sentence", sentences.Of(change, segment));
        }

        var json = new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("metric", metric.Name);
            WriteRange(writer, "range", question.Range);
            WriteRange(writer, "rangeBefore", before);
            writer.WriteNumber("before", change.Before);
            writer.WriteNumber("after", change.After);
            writer.WriteNumber("change", change.After - change.Before);
            StatsResultJson.WriteNumber(writer, "changePercent", Percent(change.After - change.Before, change.Before));
            writer.WriteBoolean("isBeyondChance", change.IsBeyondChance);
            WriteTexts(writer, "sentences", sentences.All(change));
            WriteTexts(writer, "notes", Notes(metric, change, isToday));
            WriteList(writer, "segments", change.Segments, Write);
            writer.WriteEndObject();
        });
        return new TableAnswer(json, Table.Of(SegmentColumns, change.Segments, Write), ReportTable.FileOf(question));
    }

    public static TableAnswer Answer(Question question, InsightMetric metric, IReadOnlyList<JudgedDay> days, LocalDay today)
    {
        var sentences = new DaySentences(metric.Counted);
        void Write(Utf8JsonWriter writer, JudgedDay day)
        {
            writer.WriteString("day", day.Day.ToString());
            writer.WriteString("weekday", day.Day.Date.DayOfWeek.ToString());
            writer.WriteNumber("count", day.Count);
            writer.WriteString("verdict", Word(day.Verdict));
            StatsResultJson.WriteNumber(writer, "expected", Rounded(day.Expected));
            StatsResultJson.WriteNumber(writer, "low", Rounded(day.Low));
            StatsResultJson.WriteNumber(writer, "high", Rounded(day.High));
            writer.WriteNumber("weekdays", day.Weekdays);
            writer.WriteString("sentence", sentences.Of(day));
        }

        var json = new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("metric", metric.Name);
            WriteRange(writer, "range", question.Range);
            WriteList(writer, "anomalies", [.. days.Where(day => day.IsUnusual)], Write);
            writer.WritePropertyName("lastWholeDay");
            if (days.LastOrDefault(day => day.Day < today) is { } last)
            {
                writer.WriteStartObject();
                Write(writer, last);
                writer.WriteEndObject();
            }
            else
            {
                writer.WriteNullValue();
            }

            WriteList(writer, "days", days, Write);
            writer.WriteEndObject();
        });
        return new TableAnswer(json, Table.Of(DayColumns, days, Write), ReportTable.FileOf(question));
    }

    private static IEnumerable<string> Notes(InsightMetric metric, ChangeReading change, bool isToday)
    {
        if (isToday)
        {
            yield return "The range has today in it, which is not over; all days of the range before are.";
        }

        if (!metric.AddsUp)
        {
            yield return "A visitor of several visits counts in each part that has one of them: parts may add up to more than the whole.";
        }

        if (!change.IsComplete)
        {
            yield return "There are more than 10,000 combinations of page, source and country: the smallest were not looked at.";
        }
    }

    private static string Word(DayVerdict verdict) => verdict switch
    {
        DayVerdict.High => "high",
        DayVerdict.Low => "low",
        DayVerdict.NotOver => "not-over",
        DayVerdict.TooLittleHistory => "too-little-history",
        _ => "usual",
    };

    private static decimal? Percent(long part, long all) => all == 0 ? null : decimal.Round(100m * part / all, 1, MidpointRounding.AwayFromZero);

    private static decimal? Rounded(double? number) => number is { } known ? decimal.Round((decimal)known, 1, MidpointRounding.AwayFromZero) : null;

    private static void WriteRange(Utf8JsonWriter writer, string name, StatsRange range)
    {
        writer.WriteStartObject(name);
        writer.WriteString("start", range.FirstDay.ToString());
        writer.WriteString("end", range.LastDay.ToString());
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteList<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> rows, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (T row in rows)
        {
            writer.WriteStartObject();
            write(writer, row);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
