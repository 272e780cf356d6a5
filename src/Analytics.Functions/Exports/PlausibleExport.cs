using System.Text;
using Analytics.Engine.Reading;
using Analytics.Engine.Stats;
using Analytics.Functions.Configuration;
using Analytics.Functions.Http;
using Analytics.Functions.Tables;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Filters;

namespace Analytics.Functions.Exports;

/// <summary>What a site's days add up to, in the tables and the zip archive that Plausible exports and imports.</summary>
internal sealed class PlausibleExport(StatsReader reader, DayReader days, Settings settings, TimeProvider clock)
{
    /// <summary>Names what Plausible's tables have and these do not.</summary>
    public const string LeftOutHeader = "x-analytics-left-out";

    private const int DaysAtOnce = 366;
    private const int Piece = 64 * 1024;
    private const int MostBytes = 3 * 1024 * 1024; // of tables, which an archive makes smaller; see Lambda's 6 MB

    private static readonly string[] OfDays = ["visitors", "pageviews", "bounce_rate", "visits", "visit_duration"];

    /// <summary>The first day that the site has data of, at most the last.</summary>
    public async Task<LocalDay> BeginAsync(Site site, LocalDay last, CancellationToken cancellation) =>
        await days.FindFirstAsync(site, cancellation) is { } first && first < last ? first : last;

    /// <summary>
    /// The archive of these days. It leaves as it is written, and is never in memory: table after table, day after day. Where the host keeps
    /// an answer until it is whole, it ends with the day that fills it, and the headers say with which day to go on.
    /// </summary>
    public async Task<IResult> AnswerAsync(HttpContext context, Site site, LocalDay first, LocalDay last)
    {
        var questions = new PlausibleQuestions(reader, site, settings.QueryBytes, context.RequestAborted);
        List<(LocalDay Day, string Cells)> counted = await CountAsync(questions, first, last);
        context.Response.Headers[LeftOutHeader] = string.Join(',', PlausibleTables.LeftOut);
        PlausibleArchive archive;
        if (context.Features.Get<AnswerLimits>() is not { } limits)
        {
            archive = new PlausibleArchive(first, last, counted, (table, day, to) => WriteAsync(questions, table, day, to, context.RequestAborted), clock.GetUtcNow());
        }
        else
        {
            Dictionary<(PlausibleTable, LocalDay), byte[]> held = await HoldAsync(questions, counted, limits, context.RequestAborted);
            int many = held.Count / PlausibleTables.All.Count;
            if (many < counted.Count)
            {
                last = counted[many].Day.Plus(-1);
                NextPart.With(context, "from", counted[many].Day.ToString()).Tell(context.Response);
            }

            archive = new PlausibleArchive(first, last, counted[..many], (table, day, to) => to.WriteAsync(held[(table, day)]).AsTask(), clock.GetUtcNow());
        }

        context.Response.Headers.ContentDisposition = new TableFile(site, first, last).Disposition("plausible", AnswerForm.Plausible);
        return archive;
    }

    private static async Task<List<(LocalDay Day, string Cells)>> CountAsync(PlausibleQuestions questions, LocalDay first, LocalDay last)
    {
        List<(LocalDay, string)> counted = [];
        for (LocalDay from = first; from <= last; from = from.Plus(DaysAtOnce))
        {
            LocalDay until = from.Plus(DaysAtOnce - 1) is var end && end < last ? end : last;
            await foreach (StatsRow row in questions.AskAsync(from, until, ["time:day"], OfDays, Filter.Everything))
            {
                counted.Add((LocalDay.Parse(row.Dimensions[0]), PlausibleTable.Cells(row, [], OfDays, OfDays)));
            }
        }

        return counted;
    }

    // Day by day, until there is no more room or half of the time has gone. The first day is always there.
    private async Task<Dictionary<(PlausibleTable, LocalDay), byte[]>> HoldAsync(
        PlausibleQuestions questions, IReadOnlyList<(LocalDay Day, string Cells)> counted, AnswerLimits limits, CancellationToken cancellation)
    {
        Dictionary<(PlausibleTable, LocalDay), byte[]> held = [];
        DateTimeOffset enough = clock.GetUtcNow() + ((limits.Deadline - clock.GetUtcNow()) / 2);
        long bytes = 0;
        foreach ((LocalDay day, _) in counted)
        {
            if (held.Count > 0 && (bytes >= MostBytes || clock.GetUtcNow() >= enough))
            {
                break;
            }

            foreach (PlausibleTable table in PlausibleTables.All)
            {
                using var rows = new MemoryStream();
                await WriteAsync(questions, table, day, rows, cancellation);
                held[(table, day)] = rows.ToArray();
                bytes += rows.Length;
            }
        }

        return held;
    }

    private static async Task WriteAsync(PlausibleQuestions questions, PlausibleTable table, LocalDay day, Stream to, CancellationToken cancellation)
    {
        var rows = new StringBuilder();
        await foreach (string cells in table.Rows(questions, day))
        {
            _ = rows.Append(PlausibleTable.Row(day, cells));
            if (rows.Length >= Piece)
            {
                await to.WriteAsync(Encoding.UTF8.GetBytes(rows.ToString()), cancellation);
                _ = rows.Clear();
            }
        }

        await to.WriteAsync(Encoding.UTF8.GetBytes(rows.ToString()), cancellation);
    }
}
