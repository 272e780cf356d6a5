using System.Globalization;
using System.Text.Json;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Ingest.Logs;
using Analytics.Store.Accounts;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Ingest;

/// <summary>A server's access log as page views at their own times.</summary>
internal static class LogRoutes
{
    private const string ProgressType = "application/x-ndjson";

    public static void MapLogs(this IEndpointRouteBuilder routes) => routes.MapPost("/v1/ingest/logs", PostLog).Needs(Scopes.Ingest)
        .Reads("site", "format", "pattern", "timezone", "withoutAgent", "import", "visitors");

    private static async Task<IResult> PostLog(HttpContext context, Intake intake)
    {
        List<InputFault> faults = [];
        Site? site = await intake.FindSiteAsync(context, context.Request.Query["site"].ToString(), faults);
        LogOptions options = LogOptions.Parse(name => context.Request.Query[name], faults);
        string visitors = context.Request.Query["visitors"].ToString();
        if (visitors is not ("" or "keys"))
        {
            faults.Add(new InputFault("visitors", "must be keys, or left out"));
        }

        if (site is null || faults.Count > 0)
        {
            return Problem.Invalid(faults);
        }

        if (await Body.ReadAsync(context.Request, Intake.MaxBody, context.RequestAborted) is not { } bytes)
        {
            return Problem.TooLarge(Intake.MaxBody);
        }

        bool stream = context.Request.Headers.Accept.ToString().Contains(ProgressType, StringComparison.OrdinalIgnoreCase);
        var load = new LogLoad(site, options, intake);
        InputFault? fault = await load.RunAsync(bytes, stream ? progress => WriteAsync(context, new LogProgress(Progress: progress)) : null, context.RequestAborted);
        if (fault is not null && !context.Response.HasStarted)
        {
            return Problem.Invalid([fault.Value]);
        }

        LogAnswer answer = visitors == "keys" ? load.Answer with { VisitorKeys = [.. load.VisitorKeys.Select(key => key.ToString("x16", CultureInfo.InvariantCulture))] } : load.Answer;
        if (!stream)
        {
            return Results.Json(answer, IngestJson.Default.LogAnswer);
        }

        // An answer that has begun is 200: what is wrong is said in its last line.
        await WriteAsync(context, fault is null ? new LogProgress(Result: answer) : new LogProgress(Problem: Problem.Invalid([fault.Value])));
        return Results.Empty;
    }

    private static async Task WriteAsync(HttpContext context, LogProgress progress)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = ProgressType;
        }

        await JsonSerializer.SerializeAsync(context.Response.Body, progress, IngestJson.Default.LogProgress, context.RequestAborted);
        await context.Response.WriteAsync("\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
