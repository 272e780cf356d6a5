using System.Globalization;
using System.Text;
using Analytics.Store.Calendars;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Metrics;

namespace Analytics.Functions.Exports;

/// <summary>A table that Plausible imports: what it is called, its columns, and the rows of a day as CSV.</summary>
/// <param name="Name">Begins the name of its file.</param>
/// <param name="Columns">Plausible's names of what is asked for, in Plausible's order.</param>
/// <param name="Rows">The cells of the rows of a day, without its date.</param>
internal sealed record PlausibleTable(string Name, IReadOnlyList<string> Columns, Func<PlausibleQuestions, LocalDay, IAsyncEnumerable<string>> Rows)
{
    /// <summary>The row that names the columns.</summary>
    public string Header => string.Join(',', ((IEnumerable<string>)["date", .. Columns]).Select(Text)) + "\n";

    /// <summary>A row, with its end.</summary>
    public static string Row(LocalDay day, string cells) => $"{Text(day.ToString())},{cells}\n";

    /// <summary>A cell of text. It stands as it is: what Plausible reads must not have an apostrophe that nobody wrote.</summary>
    public static string Text(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A table whose rows are the answer to one question.</summary>
    /// <param name="name">Begins the name of its file.</param>
    /// <param name="filter">What counts.</param>
    /// <param name="columns">Plausible's name of each column, and the dimension or metric that it is.</param>
    public static PlausibleTable Of(string name, Filter filter, params (string Column, string Asked)[] columns)
    {
        string[] dimensions = [.. columns.Where(c => KnownMetrics.Find(c.Asked) is null).Select(c => c.Asked)];
        string[] metrics = [.. columns.Where(c => KnownMetrics.Find(c.Asked) is not null).Select(c => c.Asked)];
        return new PlausibleTable(name, [.. columns.Select(c => c.Column)], (questions, day) => Ask(questions, day, dimensions, metrics, filter, [.. columns.Select(c => c.Asked)]));
    }

    /// <summary>The cells of a question's rows.</summary>
    public static async IAsyncEnumerable<string> Ask(
        PlausibleQuestions questions, LocalDay day, IReadOnlyList<string> dimensions, IReadOnlyList<string> metrics, Filter filter, IReadOnlyList<string> columns)
    {
        await foreach (StatsRow row in questions.AskAsync(day, dimensions, metrics, filter))
        {
            yield return Cells(row, dimensions, metrics, columns);
        }
    }

    /// <summary>The cells of a row; a column that is no dimension and no metric stands as it is.</summary>
    public static string Cells(StatsRow row, IReadOnlyList<string> dimensions, IReadOnlyList<string> metrics, IReadOnlyList<string> columns)
    {
        var cells = new StringBuilder();
        foreach (string column in columns)
        {
            _ = cells.Length > 0 ? cells.Append(',') : cells;
            int dimension = IndexOf(dimensions, column), metric = IndexOf(metrics, column);
            _ = cells.Append(dimension >= 0 ? Text(Known(column, row.Dimensions[dimension])) : metric >= 0 ? Number(row.Metrics[metric]) : column);
        }

        return cells.ToString();
    }

    // Totals, where we answer the mean that is made of them.
    private static string Number(MetricValue value) => (value.Unit switch
    {
        MetricUnit.Seconds => decimal.Round((decimal)value.Numerator / 1000m, 0, MidpointRounding.AwayFromZero),
        _ => (decimal)value.Numerator,
    }).ToString("0", CultureInfo.InvariantCulture);

    private static string Known(string dimension, string value) => KnownDimensions.Find(dimension) is PropertyDimension known && known.Missing == value ? "" : value;

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
