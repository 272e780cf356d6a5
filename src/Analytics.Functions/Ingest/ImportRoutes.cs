using Analytics.Engine.Recording;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Ingest.Logs.Files;
using Analytics.Store.Accounts;
using Analytics.Store.Calendars;
using Analytics.Store.Drops;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Ingest;

/// <summary>Takes in what an export gave out: events as they were stored, under their own ids.</summary>
internal static class ImportRoutes
{
    private const int ChunkSize = 500;
    private const int MostLines = 10_000;
    private const int LongestLine = 64 * 1024;
    private const long MostText = 100 * 1024 * 1024;
    private const int MaxFaultsListed = 100;

    public static void MapImport(this IEndpointRouteBuilder routes) => routes.MapPost("/v1/ingest/import", PostImport).Needs(Scopes.Admin).Reads("site", "import");

    private static async Task<IResult> PostImport(HttpContext context, Intake intake, Recorder recorder)
    {
        List<InputFault> faults = [];
        Site? site = await intake.FindSiteAsync(context, context.Request.Query["site"].ToString(), faults);
        string name = context.Request.Query["import"].ToString();
        ImportId import = ImportId.New();
        if (name.Length > 0 && !ImportId.TryParse(name, out import))
        {
            faults.Add(new InputFault("import", "must be 1 to 64 characters of A–Z a–z 0–9 - _ ."));
        }

        if (site is null || faults.Count > 0)
        {
            return Problem.Invalid(faults);
        }

        if (await Body.ReadAsync(context.Request, Intake.MaxBody, context.RequestAborted) is not { } bytes)
        {
            return Problem.TooLarge(Intake.MaxBody);
        }

        (Stream? text, string? refusal) = await LogFile.OpenAsync(new MemoryStream(bytes.ToArray(), writable: false), context.RequestAborted);
        if (text is null)
        {
            return Problem.Invalid("body", refusal!);
        }

        using var lines = new LineReader(text, LongestLine, MostText);
        try
        {
            return await LoadAsync(site, lines, import, intake, recorder, context.RequestAborted) is { } answer
                ? Results.Json(answer, IngestJson.Default.LogAnswer)
                : Problem.Invalid("body", "must be at most 10,000 lines: send it in parts");
        }
        catch (InvalidDataException damaged)
        {
            return Problem.Invalid("body", damaged.Message);
        }
    }

    private static async Task<LogAnswer?> LoadAsync(Site site, LineReader lines, ImportId import, Intake intake, Recorder recorder, CancellationToken cancellation)
    {
        var answer = new LogAnswer { Import = import.Value };
        List<Event> events = new(ChunkSize);
        HashSet<(EventId, LocalDay)> seen = [];
        while (await lines.ReadAsync(cancellation))
        {
            if (++answer.Lines > MostLines)
            {
                return null;
            }

            if (lines.Line.IsEmpty)
            {
                continue;
            }

            (Event? read, string? fault) = lines.IsTooLong ? (null, "is longer than 65,536 characters") : ImportLine.Parse(lines.Line.ToString(), site, intake.Now);
            if (read is null)
            {
                answer.FaultCount++;
                if (answer.Faults.Count < MaxFaultsListed)
                {
                    answer.Faults.Add(new LogFault(answer.Lines, fault!));
                }
            }
            else if (seen.Add((read.Id, site.Calendar.DayOf(read.Time))))
            {
                events.Add(read with { Import = import });
            }
            else
            {
                answer.Skipped++; // a copy of what stands above
            }

            if (events.Count == ChunkSize)
            {
                await RecordAsync(site, events, recorder, answer, cancellation);
            }
        }

        await RecordAsync(site, events, recorder, answer, cancellation);
        return answer;
    }

    private static async Task RecordAsync(Site site, List<Event> events, Recorder recorder, LogAnswer answer, CancellationToken cancellation)
    {
        foreach (HitOutcome outcome in await recorder.ImportAsync(site, events, cancellation))
        {
            if (outcome is HitOutcome.Dropped { Reason: var reason })
            {
                string text = DropReasonText.Of(reason);
                answer.Dropped[text] = answer.Dropped.GetValueOrDefault(text) + 1;
            }
            else
            {
                answer.Accepted++;
            }
        }

        events.Clear();
    }
}
