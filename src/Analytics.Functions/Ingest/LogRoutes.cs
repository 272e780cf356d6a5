using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Analytics.Engine;
using Analytics.Functions.Hosting;
using Analytics.Store;
using Analytics.Store.Accounts;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Sites;

namespace Analytics.Functions.Ingest;

/// <summary>
/// A web server's access log as page views at their own times. A line's event is named by the hash of the line and its occurrence, so
/// a log that is loaded twice counts once, and two equal lines of one log count twice.
/// </summary>
internal static class LogRoutes
{
    private const int MaxBody = 5 * 1024 * 1024;
    private const int ChunkSize = 500;
    private const int MaxFaultsListed = 100;
    private const string ProgressType = "application/x-ndjson";

    public static void MapLogs(this IEndpointRouteBuilder routes) => routes.MapPost("/v1/ingest/logs", PostLog).Needs(Scopes.Ingest);

    private static async Task<IResult> PostLog(HttpContext context, SiteDirectory sites, Recorder recorder, DropTally drops, TimeProvider clock)
    {
        CancellationToken cancellation = context.RequestAborted;
        List<InputFault> faults = [];
        string name = context.Request.Query["site"].ToString();
        Site? site = await sites.FindAsync(name, cancellation);
        if (site is null || site.OwnerId != context.Caller().OwnerId)
        {
            faults.Add(new InputFault("site", "must be the id or a domain of one of your sites"));
        }

        if (context.Request.Query["format"].ToString() is not ("" or "combined"))
        {
            faults.Add(new InputFault("format", "must be combined"));
        }

        if (faults.Count > 0)
        {
            return Problem.Invalid(faults);
        }

        if (await Body.ReadAsync(context.Request, MaxBody, cancellation) is not { } bytes)
        {
            return Problem.TooLarge(MaxBody);
        }

        bool stream = context.Request.Headers.Accept.ToString().Contains(ProgressType, StringComparison.OrdinalIgnoreCase);
        if (stream)
        {
            context.Response.ContentType = ProgressType;
        }

        try
        {
            LogAnswer answer = await LoadAsync(
                site!,
                LogText.Lines(bytes, cancellation),
                recorder,
                drops,
                clock,
                stream ? progress => WriteAsync(context, new LogProgress(progress, null)) : _ => Task.CompletedTask,
                cancellation);
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
        IAsyncEnumerable<string> lines,
        Recorder recorder,
        DropTally drops,
        TimeProvider clock,
        Func<LogAnswer, Task> report,
        CancellationToken cancellation)
    {
        var answer = new LogAnswer();
        var occurrences = new Dictionary<string, int>(StringComparer.Ordinal);
        List<Hit> hits = new(ChunkSize);
        await foreach (string line in lines.WithCancellation(cancellation))
        {
            answer.Lines++;
            if (line.Length == 0)
            {
                continue;
            }

            (Hit? hit, string? fault) = ToHit(site, line, occurrences, clock.GetUtcNow());
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
                await RecordAsync(site, hits, recorder, drops, answer, cancellation);
                await report(answer);
            }
        }

        await RecordAsync(site, hits, recorder, drops, answer, cancellation);
        return answer;
    }

    private static async Task RecordAsync(Site site, List<Hit> hits, Recorder recorder, DropTally drops, LogAnswer answer, CancellationToken cancellation)
    {
        foreach (HitOutcome outcome in await recorder.RecordManyAsync(site, hits, cancellation))
        {
            if (outcome is HitOutcome.Dropped { Reason: var reason })
            {
                string text = DropReasonText.Of(reason);
                answer.Dropped[text] = answer.Dropped.GetValueOrDefault(text) + 1;
                drops.Count(site, reason);
            }
            else
            {
                answer.Accepted++;
            }
        }

        hits.Clear();
    }

    private static (Hit? Hit, string? Fault) ToHit(Site site, string line, Dictionary<string, int> occurrences, DateTimeOffset now)
    {
        if (line.Length > LogText.MaxLine)
        {
            return (null, "is longer than 16,384 characters");
        }

        if (CombinedLogLine.Parse(line) is not { } parsed)
        {
            return (null, "is not of the combined format");
        }

        if (!parsed.IsPageView)
        {
            return (null, null);
        }

        if (!Uri.TryCreate("https://" + site.Domains[0] + parsed.Target, UriKind.Absolute, out Uri? url))
        {
            return (null, "asks for something that is no url");
        }

        int occurrence = occurrences[line] = occurrences.GetValueOrDefault(line) + 1;
        string seed = string.Create(CultureInfo.InvariantCulture, $"{occurrence}\n{line}");
        return (
            new Hit
            {
                Site = site,
                Id = EventId.Parse("log-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed)).AsSpan(0, 16))),
                Name = EventName.Pageview,
                Url = url,
                ReceivedAt = now,
                Time = parsed.Time,
                Referrer = parsed.Referrer,
                Address = IPAddress.TryParse(parsed.Host, out IPAddress? address) ? address : null,
                UserAgent = parsed.UserAgent,
            },
            null);
    }

    private static async Task WriteAsync(HttpContext context, LogProgress progress)
    {
        await JsonSerializer.SerializeAsync(context.Response.Body, progress, IngestJson.Default.LogProgress, context.RequestAborted);
        await context.Response.WriteAsync("\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
