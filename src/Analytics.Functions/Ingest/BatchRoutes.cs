using System.Text.Json;
using Analytics.Engine;
using Analytics.Functions.Hosting;
using Analytics.Store;
using Analytics.Store.Accounts;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Sites;

namespace Analytics.Functions.Ingest;

/// <summary>Many events of an authenticated sender at once, each judged and answered on its own.</summary>
internal static class BatchRoutes
{
    public const int MaxEvents = 500;
    private const int MaxBody = 5 * 1024 * 1024;

    public static void MapBatch(this IEndpointRouteBuilder routes) => routes.MapPost("/v1/ingest/batch", PostBatch).Needs(Scopes.Ingest);

    private static async Task<IResult> PostBatch(HttpContext context, SiteDirectory sites, Recorder recorder, DropTally drops, TimeProvider clock)
    {
        CancellationToken cancellation = context.RequestAborted;
        (JsonDocument? json, Problem? problem) = await Body.ReadJsonAsync(context.Request, MaxBody, cancellation);
        if (json is null)
        {
            return problem!;
        }

        using (json)
        {
            List<InputFault> faults = [];
            JsonElement body = json.RootElement;
            string? name = body.TryGetProperty("site", out JsonElement siteName) && siteName.ValueKind == JsonValueKind.String ? siteName.GetString() : null;
            Site? site = name is null ? null : await sites.FindAsync(name, cancellation);
            if (site is null || site.OwnerId != context.Caller().OwnerId)
            {
                faults.Add(new InputFault("site", "must be the id or a domain of one of your sites"));
            }

            bool hasEvents = body.TryGetProperty("events", out JsonElement events) && events.ValueKind == JsonValueKind.Array;
            if (!hasEvents || events.GetArrayLength() is 0 or > MaxEvents)
            {
                faults.Add(new InputFault("events", "must be a list of 1 to 500 events"));
            }

            return faults.Count > 0
                ? Problem.Invalid(faults)
                : Results.Json(await RecordAsync(site!, events, recorder, drops, clock.GetUtcNow(), cancellation), IngestJson.Default.IngestAnswer);
        }
    }

    private static async Task<IngestAnswer> RecordAsync(
        Site site,
        JsonElement events,
        Recorder recorder,
        DropTally drops,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        List<Hit> hits = [];
        List<int> indexes = [];
        List<RejectedItem> rejected = [];
        HashSet<EventId> seen = [];
        int duplicates = 0;
        int index = -1;
        foreach (JsonElement element in events.EnumerateArray())
        {
            index++;
            (Hit? hit, IReadOnlyList<InputFault> faults) = IngestEvent.Parse(element, site, now);
            if (hit is null)
            {
                rejected.Add(new RejectedItem(index, faults.GroupBy(f => f.Field).ToDictionary(g => g.Key, g => g.Select(f => f.Problem).ToArray())));
            }
            else if (!seen.Add(hit.Id))
            {
                duplicates++;
            }
            else
            {
                hits.Add(hit);
                indexes.Add(index);
            }
        }

        IReadOnlyList<HitOutcome> outcomes = await recorder.RecordManyAsync(site, hits, cancellation);
        List<DroppedItem> dropped = [];
        for (int i = 0; i < outcomes.Count; i++)
        {
            if (outcomes[i] is HitOutcome.Dropped { Reason: var reason })
            {
                drops.Count(site, reason);
                dropped.Add(new DroppedItem(indexes[i], DropReasonText.Of(reason)));
            }
        }

        return new IngestAnswer(outcomes.Count - dropped.Count, duplicates, dropped, rejected);
    }
}
