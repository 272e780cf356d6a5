using System.Text.Json;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Filters;

namespace Analytics.Functions.Stats.Reports.Errors;

/// <summary>What rows of groups show beside their figures: the newest message and stack, and the first of pages, browsers and releases.</summary>
internal sealed class ErrorDetails
{
    private const int Shown = 5;
    private static readonly StatsPage Many = new(StatsPage.MaxLimit, 0);

    private static readonly (string Name, string Dimension)[] Lists = [("pages", "event:page"), ("browsers", "visit:browser"), ("releases", ErrorGroups.Release)];

    private readonly IReadOnlyList<ILookup<string, StatsRow>> _rows;

    private ErrorDetails(IReadOnlyList<StatsResult> results) => _rows = [.. results.Select(result => result.Rows.ToLookup(row => row.Dimensions[0], StringComparer.Ordinal))];

    /// <summary>Those of the groups on one page.</summary>
    public static async Task<ErrorDetails> ReadAsync(HttpContext context, ReportReader reports, Question errors, IReadOnlyList<string> fingerprints)
    {
        if (fingerprints.Count == 0)
        {
            return new ErrorDetails([]);
        }

        Question shown = errors.Where(ErrorGroups.Fingerprint, FilterOperator.Is, fingerprints);
        return new ErrorDetails(await reports.AskAsync(
            context,
            errors.Site,
            [shown.Top([ErrorGroups.Fingerprint, "event:props:message", "event:props:stack"], Many, "last_seen"), .. Lists.Select(list => shown.Top([ErrorGroups.Fingerprint, list.Dimension], Many, "events"))]));
    }

    /// <summary>Writes those of a group.</summary>
    public void Write(Utf8JsonWriter writer, string fingerprint)
    {
        StatsRow? newest = _rows[0][fingerprint].FirstOrDefault();
        writer.WriteString("message", Known(newest?.Dimensions[1]));
        writer.WriteString("stack", Known(newest?.Dimensions[2]));
        foreach (((string name, _), ILookup<string, StatsRow> rows) in Lists.Zip(_rows.Skip(1)))
        {
            writer.WriteStartArray(name);
            foreach (string value in rows[fingerprint].Select(row => row.Dimensions[1]).Where(value => value != ErrorGroups.None).Take(Shown))
            {
                writer.WriteStringValue(value);
            }

            writer.WriteEndArray();
        }
    }

    private static string? Known(string? value) => value == ErrorGroups.None ? null : value;
}
