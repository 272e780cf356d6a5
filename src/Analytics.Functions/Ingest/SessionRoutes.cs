using System.Text.Json;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Wire;
using Analytics.Store.Accounts;
using Analytics.Store.Events;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Ingest;

/// <summary>What a server knows of one visitor's visit: who it was, said once, and the events in the order in which they happened.</summary>
internal static class SessionRoutes
{
    private static readonly FieldSet Fields = new([("site", FieldKind.Any), ("events", FieldKind.Any), .. IngestVisitor.Fields]);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    public static void MapSession(this IEndpointRouteBuilder routes) => routes.MapPost("/v1/ingest/session", PostSession).Needs(Scopes.Ingest);

    private static async Task<IResult> PostSession(HttpContext context, Intake intake)
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
            // "A session begins" says nothing that could be stored: visits are made of events.
            bool isStart = Members.Of(body, "events") is not { } list || (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() == 0);
            IReadOnlyList<JsonElement>? events = isStart ? [] : Intake.EventsOf(body, faults);
            IngestVisitor visitor = IngestVisitor.Parse(body, faults);
            IgnoredHeader.Add(context.Response, IngestVisitor.LeftOut(body));
            if (visitor is { Key: null, Address: null } && !faults.Any(f => f.Field.StartsWith("visitor", StringComparison.Ordinal)))
            {
                faults.Add(new InputFault("visitor", "must have an id or an ip: a session is somebody's"));
            }

            return site is null || events is null || faults.Count > 0
                ? Problem.Invalid(faults)
                : Results.Json(
                    await intake.RecordAsync(site, InOrder(events, site, visitor, intake.Now), context.RequestAborted),
                    IngestJson.Default.IngestAnswer);
        }
    }

    // What happened in one millisecond, or without a time of its own, is told apart by a millisecond each: which page was the first and
    // which the last is decided by time.
    private static List<(Hit? Hit, IReadOnlyList<InputFault> Faults)> InOrder(IReadOnlyList<JsonElement> events, Site site, IngestVisitor visitor, DateTimeOffset now)
    {
        List<(Hit?, IReadOnlyList<InputFault>)> hits = [];
        DateTimeOffset said = DateTimeOffset.MinValue;
        DateTimeOffset last = DateTimeOffset.MinValue;
        foreach (JsonElement element in events)
        {
            (Hit? hit, IReadOnlyList<InputFault> faults) = IngestEvent.Parse(element, site, now, visitor);
            if (hit is not null && hit.Time < said && Members.Of(element, "timestamp") is not null)
            {
                (hit, faults) = (null, [new InputFault("timestamp", "must not be before that of the event before it")]);
            }

            if (hit is not null)
            {
                said = hit.Time > said ? hit.Time : said;
                last = hit.Time > last ? hit.Time : last + Step;
                hit = hit with { Time = last };
            }

            hits.Add((hit, faults));
        }

        return hits;
    }
}
