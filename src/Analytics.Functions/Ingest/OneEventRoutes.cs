using System.Text.Json;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;
using Analytics.Store.Events;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Ingest;

/// <summary>One event of an authenticated sender, with its site in the same object: what a batch takes, answered as a batch is.</summary>
internal static class OneEventRoutes
{
    public static void MapOneEvent(this IEndpointRouteBuilder routes)
    {
        _ = routes.MapPost("/v1/ingest/pageview", (HttpContext context, Intake intake) => PostAsync(context, intake, PageviewFault))
            .Needs(Scopes.Ingest);
        _ = routes.MapPost("/v1/ingest/event", (HttpContext context, Intake intake) => PostAsync(context, intake, EventFault))
            .Needs(Scopes.Ingest);
    }

    private static string? PageviewFault(string? name) => name is null or EventName.Pageview ? null : "must be pageview, or left out";

    private static string? EventFault(string? name) =>
        name is null or EventName.Pageview or EventName.Engagement ? "must be the name of an event of your own: not pageview, not engagement" : null;

    private static async Task<IResult> PostAsync(HttpContext context, Intake intake, Func<string?, string?> faultOfName)
    {
        if (!(await Body.ReadJsonAsync(context.Request, Intake.MaxBody, context.RequestAborted)).TryGet(out JsonDocument? json, out Problem? problem))
        {
            return problem;
        }

        using (json)
        {
            List<InputFault> faults = [];
            JsonElement body = json.RootElement;
            Site? site = await intake.FindSiteAsync(context, Members.Text(body, "site"), faults);
            if (faultOfName(Members.Text(body, "name")) is { } wrong)
            {
                faults.Add(new InputFault("name", wrong));
            }

            // Without a site there is nothing to record, and still everything to say about the event.
            (Func<Site, Hit>? hit, IReadOnlyList<InputFault> eventFaults) = IngestEvent.ParseAlone(body, intake.Now);
            faults.AddRange(eventFaults);
            IgnoredHeader.Add(context.Response, IngestVisitor.LeftOut(body));
            return site is null || hit is null || faults.Count > 0
                ? Problem.Invalid(faults)
                : Results.Json(await intake.RecordAsync(site, [(hit(site), [])], context.RequestAborted), IngestJson.Default.IngestAnswer);
        }
    }
}
