using Analytics.Engine.Recording;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;
using Analytics.Store.Events;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Ingest;

/// <summary>Takes in what an export gave out: events as they were stored, under their own ids.</summary>
internal static class ImportRoutes
{
    public static void MapImport(this IEndpointRouteBuilder routes) => routes.MapPost("/v1/ingest/import", PostImport).Needs(Scopes.Admin).Reads("site", "import");

    private static async Task<IResult> PostImport(HttpContext context, Intake intake, Recorder recorder)
    {
        List<InputFault> faults = [];
        Site? site = await intake.FindSiteAsync(context, context.Request.Query["site"].ToString(), faults);
        string name = context.Request.Query["import"].ToString();
        ImportId import = ImportId.New();
        if (name.Length > 0 && !ImportId.TryParse(name, out import))
        {
            faults.Add(new InputFault("import", SafeId.Rule));
        }

        if (site is null || faults.Count > 0)
        {
            return Problem.Invalid(faults);
        }

        if (await Body.ReadAsync(context.Request, Intake.MaxBody, context.RequestAborted) is not { } bytes)
        {
            return Problem.TooLarge(Intake.MaxBody);
        }

        var load = new ImportLoad(site, import, () => intake.Now, (events, cancellation) =>
            intake.RecordOrDropAsync(site, events.Count, () => recorder.ImportAsync(site, events, cancellation), cancellation));
        return await load.RunAsync(bytes, context.RequestAborted) is { } fault
            ? Problem.Invalid([fault])
            : Results.Json(load.Answer, IngestJson.Default.LogAnswer);
    }
}
