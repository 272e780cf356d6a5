using System.Text.Json;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Ingest.Logs;
using Analytics.Store.Accounts;
using Analytics.Store.Events;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Ingest;

/// <summary>A server's access log as page views at their own times.</summary>
internal static class LogRoutes
{
    private const int ChunkSize = 500;
    private const int MaxFaultsListed = 100;
    private const string ProgressType = "application/x-ndjson";

    public static void MapLogs(this IEndpointRouteBuilder routes) => routes.MapPost("/v1/ingest/logs", PostLog).Needs(Scopes.Ingest).Reads("site", "format");

    private static async Task<IResult> PostLog(HttpContext context, Intake intake)
    {
        List<InputFault> faults = [];
        Site? site = await intake.FindSiteAsync(context, context.Request.Query["site"].ToString(), faults);
        ILogFormat? format = LogFormats.Find(context.Request.Query["format"].ToString());
        if (format is null)
        {
            faults.Add(new InputFault("format", LogFormats.Rule));
        }

        if (site is null || format is null)
        {
            return Problem.Invalid(faults);
        }

        if (await Body.ReadAsync(context.Request, Intake.MaxBody, context.RequestAborted) is not { } bytes)
        {
            return Problem.TooLarge(Intake.MaxBody);
        }

        bool stream = context.Request.Headers.Accept.ToString().Contains(ProgressType, StringComparison.OrdinalIgnoreCase);
        if (stream)
        {
            context.Response.ContentType = ProgressType;
        }

        try
        {
            LogAnswer answer = await LoadAsync(
                site,
                new LogHits(site, format),
                LogText.Lines(bytes, context.RequestAborted),
                intake,
                stream ? progress => WriteAsync(context, new LogProgress(progress, null)) : _ => Task.CompletedTask,
                context.RequestAborted);
            if (!stream)
            {
                return Results.Json(answer, IngestJson.Default.LogAnswer);
            }

            await WriteAsync(context, new LogProgress(null, answer));
            return Results.Empty;
        }
        catch (InvalidDataException) when (!context.Response.HasStarted)
        {
            return Problem.Invalid("body", "must be text or gzip of at most 100 MB of text");
        }
    }

    private static async Task<LogAnswer> LoadAsync(
        Site site,
        LogHits log,
        IAsyncEnumerable<string> lines,
        Intake intake,
        Func<LogAnswer, Task> report,
        CancellationToken cancellation)
    {
        var answer = new LogAnswer();
        List<Hit> hits = new(ChunkSize);
        DateTimeOffset now = intake.Now;
        await foreach (string line in lines.WithCancellation(cancellation))
        {
            answer.Lines++;
            if (line.Length == 0)
            {
                continue;
            }

            (Hit? hit, string? fault) = log.Read(line, now);
            if (fault is not null)
            {
                answer.FaultCount++;
                if (answer.Faults.Count < MaxFaultsListed)
                {
                    answer.Faults.Add(new LogFault(answer.Lines, fault));
                }
            }
            else if (hit is null)
            {
                answer.Skipped++;
            }
            else
            {
                hits.Add(hit);
            }

            if (hits.Count == ChunkSize)
            {
                await RecordAsync(site, hits, intake, answer, cancellation);
                await report(answer);
                now = intake.Now; // what is received in one instant is stored together
            }
        }

        await RecordAsync(site, hits, intake, answer, cancellation);
        return answer;
    }

    private static async Task RecordAsync(Site site, List<Hit> hits, Intake intake, LogAnswer answer, CancellationToken cancellation)
    {
        foreach (string? reason in await intake.RecordAsync(site, hits, cancellation))
        {
            if (reason is null)
            {
                answer.Accepted++;
            }
            else
            {
                answer.Dropped[reason] = answer.Dropped.GetValueOrDefault(reason) + 1;
            }
        }

        hits.Clear();
    }

    private static async Task WriteAsync(HttpContext context, LogProgress progress)
    {
        await JsonSerializer.SerializeAsync(context.Response.Body, progress, IngestJson.Default.LogProgress, context.RequestAborted);
        await context.Response.WriteAsync("\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
