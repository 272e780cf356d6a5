using System.Text.Json;
using Analytics.Functions.Tables;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Metrics;

namespace Analytics.Functions.Stats;

/// <summary>
/// An answer of the Stats API as rows: its dimensions, then its metrics, under their names. Beside money stands its currency,
/// <c>currency:total_revenue</c>; a comparison adds <c>comparison:visitors</c> and <c>change:visitors</c> for each metric.
/// </summary>
internal static class StatsTable
{
    /// <summary>The table of an answer.</summary>
    public static Table Of(StatsResult result)
    {
        StatsQuery query = result.Query;
        List<string> columns = [.. query.Dimensions.Select(d => d.Name), .. Numbers(query, "")];
        if (query.Comparison is not null)
        {
            columns.AddRange(query.Dimensions.OfType<TimeDimension>().Select(time => $"comparison:{time.Name}"));
            columns.AddRange(Numbers(query, "comparison:"));
            columns.AddRange(query.Metrics.Select(metric => $"change:{metric.Name}"));
        }

        return Table.Of(columns, result.Rows, (writer, row) => WriteMembers(writer, query, row));
    }

    private static IEnumerable<string> Numbers(StatsQuery query, string prefix) => query.Metrics.SelectMany(metric => metric.Unit == MetricUnit.Money
        ? (string[])[prefix + metric.Name, $"{prefix}currency:{metric.Name}"]
        : [prefix + metric.Name]);

    private static void WriteMembers(Utf8JsonWriter writer, StatsQuery query, StatsRow row)
    {
        foreach ((Dimension dimension, string value) in query.Dimensions.Zip(row.Dimensions))
        {
            writer.WriteString(dimension.Name, value);
        }

        WriteNumbers(writer, query, row, "");
        if (query.Comparison is null)
        {
            return;
        }

        foreach ((Dimension dimension, int place) in query.Dimensions.Select((dimension, place) => (dimension, place)).Where(d => d.dimension is TimeDimension))
        {
            writer.WriteString($"comparison:{dimension.Name}", row.Compared?.Dimensions[place]);
        }

        WriteNumbers(writer, query, row.Compared, "comparison:");
        for (int i = 0; i < query.Metrics.Count; i++)
        {
            WriteNumber(writer, $"change:{query.Metrics[i].Name}", row.Compared is { } before ? row.Metrics[i].ChangeSince(before.Metrics[i]) : null);
        }
    }

    // Of a bucket of time that the other range does not have there are no numbers.
    private static void WriteNumbers(Utf8JsonWriter writer, StatsQuery query, StatsRow? row, string prefix)
    {
        for (int i = 0; i < query.Metrics.Count; i++)
        {
            MetricValue? value = row?.Metrics[i];
            if (value?.Moment is { } moment)
            {
                writer.WriteString(prefix + query.Metrics[i].Name, moment.UtcDateTime);
            }
            else
            {
                WriteNumber(writer, prefix + query.Metrics[i].Name, value?.Shown);
            }

            if (query.Metrics[i].Unit == MetricUnit.Money)
            {
                writer.WriteString($"{prefix}currency:{query.Metrics[i].Name}", value is { Shown: not null, Currency: { } currency } ? currency : null);
            }
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, decimal? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value / 1.000000m); // without trailing zeros
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
