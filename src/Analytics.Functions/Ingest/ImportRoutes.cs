using Analytics.Engine.Recording;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Ingest.Logs;
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
    private const int MaxFaultsListed = 100;

    public static void MapImport(this IEndpointRouteBuilder routes) => routes.MapPost("/v1/ingest/import", PostImport).Needs(Scopes.Admin).Reads("site");

    private static async Task<IResult> PostImport(HttpContext context, Intake intake, Recorder recorder)
    {
        List<InputFault> faults = [];
        if (await intake.FindSiteAsync(context, context.Request.Query["site"].ToString(), faults) is not { } site)
        {
            return Problem.Invalid(faults);
        }

        if (await Body.ReadAsync(context.Request, Intake.MaxBody, context.RequestAborted) is not { } bytes)
        {
            return Problem.TooLarge(Intake.MaxBody);
        }

        try
        {
            return await LoadAsync(site, LogText.Lines(bytes, context.RequestAborted, 64 * 1024), intake, recorder, context.RequestAborted) is { } answer
                ? Results.Json(answer, IngestJson.Default.LogAnswer)
                : Problem.Invalid("body", "must be at most 10,000 lines: send it in parts");
        }
        catch (InvalidDataException)
        {
            return Problem.Invalid("body", "must be text or gzip of at most 100 MB of text");
        }
    }

    private static async Task<LogAnswer?> LoadAsync(Site site, IAsyncEnumerable<string> lines, Intake intake, Recorder recorder, CancellationToken cancellation)
    {
        var answer = new LogAnswer();
        List<Event> events = new(ChunkSize);
        HashSet<(EventId, LocalDay)> seen = [];
        await foreach (string line in lines.WithCancellation(cancellation))
        {
            if (++answer.Lines > MostLines)
            {
                return null;
            }

            if (line.Length == 0)
            {
                continue;
            }

            (Event? read, string? fault) = ImportLine.Parse(line, site, intake.Now);
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
                events.Add(read);
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
