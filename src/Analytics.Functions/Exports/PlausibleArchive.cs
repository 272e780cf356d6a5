using System.Globalization;
using System.IO.Compression;
using System.Text;
using Analytics.Functions.Tables;
using Analytics.Store.Calendars;

namespace Analytics.Functions.Exports;

/// <summary>Plausible's tables of some days as a zip archive, written as it leaves.</summary>
/// <param name="first">The first day.</param>
/// <param name="last">The last.</param>
/// <param name="days">Those of them that have anything, and their rows of <see cref="PlausibleTables.Days"/>.</param>
/// <param name="write">Writes the rows of a day of another table.</param>
/// <param name="now">When its files were made.</param>
internal sealed class PlausibleArchive(
    LocalDay first, LocalDay last, IReadOnlyList<(LocalDay Day, string Cells)> days, Func<PlausibleTable, LocalDay, Stream, Task> write, DateTimeOffset now) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = AnswerForm.Plausible.ContentType;
        await using var body = new AsyncOnly(httpContext.Response.Body);
        using (var zip = new ZipArchive(body, ZipArchiveMode.Create, leaveOpen: true))
        {
            await FillAsync(zip, httpContext);
        }

        await body.FlushAsync(httpContext.RequestAborted);
    }

    private async Task FillAsync(ZipArchive zip, HttpContext context)
    {
        try
        {
            await AddAsync(zip, PlausibleTables.Days, async file => await file.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(days.Select(day => PlausibleTable.Row(day.Day, day.Cells))))));
            foreach (PlausibleTable table in PlausibleTables.All)
            {
                await AddAsync(zip, table, async file =>
                {
                    foreach ((LocalDay day, _) in days)
                    {
                        await write(table, day, file);
                    }
                });
            }
        }
        catch
        {
            // Closing the archive writes its directory: a part of it would look like all of it. Its reader sees the connection end.
            context.Abort();
            throw;
        }
    }

    private async Task AddAsync(ZipArchive zip, PlausibleTable table, Func<Stream, Task> writeRows)
    {
        ZipArchiveEntry entry = zip.CreateEntry($"{table.Name}_{Plain(first)}_{Plain(last)}.csv", CompressionLevel.Optimal);
        entry.LastWriteTime = now;
        await using Stream file = entry.Open();
        await file.WriteAsync(Encoding.UTF8.GetBytes(table.Header));
        await writeRows(file);
    }

    private static string Plain(LocalDay day) => day.Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
