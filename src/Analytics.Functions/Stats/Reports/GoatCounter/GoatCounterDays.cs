using System.Globalization;
using System.Text.Json;
using Analytics.Store.Calendars;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Functions.Stats.Reports.GoatCounter;

/// <summary>The days of a range as GoatCounter writes them, each with its twenty-four hours; days without anything, too.</summary>
internal sealed class GoatCounterDays
{
    private readonly Dictionary<string, long> _visitors = new(StringComparer.Ordinal);

    /// <summary>The greatest number of an hour, and of a day.</summary>
    public (long Hour, long Day) Greatest { get; private set; }

    /// <summary>Takes a bucket's visitors; its label is a day's or an hour's.</summary>
    public void Add(string label, long visitors)
    {
        _visitors[label] = visitors;
        Greatest = label.Length == 10 ? (Greatest.Hour, Math.Max(Greatest.Day, visitors)) : (Math.Max(Greatest.Hour, visitors), Greatest.Day);
    }

    /// <summary>Takes a series.</summary>
    public GoatCounterDays Add(StatsResult series)
    {
        foreach (StatsRow row in series.Rows)
        {
            Add(row.Dimensions[^1], (long)row.Metrics[0].Numerator);
        }

        return this;
    }

    public void Write(Utf8JsonWriter writer, StatsRange range)
    {
        writer.WriteStartArray("stats");
        for (LocalDay day = range.FirstDay; day <= range.LastDay; day = day.Plus(1))
        {
            string label = day.ToString();
            writer.WriteStartObject();
            writer.WriteString("day", label);
            writer.WriteStartArray("hourly");
            for (int hour = 0; hour < 24; hour++)
            {
                writer.WriteNumberValue(_visitors.GetValueOrDefault(string.Create(CultureInfo.InvariantCulture, $"{label} {hour:00}:00:00")));
            }

            writer.WriteEndArray();
            writer.WriteNumber("daily", _visitors.GetValueOrDefault(label));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
