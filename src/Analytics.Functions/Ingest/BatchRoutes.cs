using System.Globalization;
using System.Text.Json;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Wire;
using Analytics.Store.Accounts;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Ingest;

/// <summary>Many events of an authenticated sender at once, each judged and answered on its own.</summary>
internal static class BatchRoutes
{
    private static readonly FieldSet Fields = new(("site", FieldKind.Any), ("events", FieldKind.Any));

    public static void MapBatch(this IEndpointRouteBuilder routes) => routes.MapPost("/v1/ingest/batch", PostBatch).Needs(Scopes.Ingest);

    private static async Task<IResult> PostBatch(HttpContext context, Intake intake)
    {
        if (!(await Body.ReadJsonAsync(context.Request, Intake.MaxBody, context.RequestAborted)).TryGet(out JsonDocument? json, out Problem? problem))
        {
            return problem;
        }

        using (json)
        {
            JsonElement body = json.RootElement;
            List<InputFault> faults = [.. Fields.FaultsOf(body, lenient: false)];
            Site? site = await intake.FindSiteAsync(context, Members.Text(body, "site"), faults);
            IReadOnlyList<JsonElement>? events = Intake.EventsOf(body, faults);
            if (site is null || events is null || faults.Count > 0)
            {
                return Problem.Invalid(faults);
            }

            DateTimeOffset now = intake.Now;
            IgnoredHeader.Add(context.Response, events.SelectMany((e, i) => IngestVisitor.LeftOut(e).Select(name => string.Create(CultureInfo.InvariantCulture, $"events[{i}].{name}"))));
            IngestAnswer answer = await intake.RecordAsync(site, [.. events.Select(e => IngestEvent.Parse(e, site, now))], context.RequestAborted);
            return Results.Json(answer, IngestJson.Default.IngestAnswer);
        }
    }
}
