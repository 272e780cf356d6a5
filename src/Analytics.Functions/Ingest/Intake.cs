using System.Text.Json;
using Analytics.Engine.Recording;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Places;
using Analytics.Store.Drops;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Ingest;

/// <summary>What the routes of authenticated senders work with: whose site it is, when it is, where events go.</summary>
internal sealed class Intake(SiteDirectory sites, Recorder recorder, DropTally drops, AddressPlaces places, TimeProvider clock)
{
    /// <summary>The largest body, in bytes.</summary>
    public const int MaxBody = 5 * 1024 * 1024;

    /// <summary>The most events of one request.</summary>
    public const int MaxEvents = 500;

    /// <summary>The present instant.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The caller's site of that id or domain; null, with a fault, where there is none.</summary>
    public async Task<Site?> FindSiteAsync(HttpContext context, string? name, List<InputFault> faults)
    {
        if (await context.Caller().FindSiteAsync(sites, name, context.RequestAborted) is { } site)
        {
            return site;
        }

        faults.Add(new InputFault("site", "must be the id or a domain of one of your sites"));
        return null;
    }

    /// <summary>The members of <c>events</c>; null, with a fault, where they are none or too many.</summary>
    public static IReadOnlyList<JsonElement>? EventsOf(JsonElement body, List<InputFault> faults)
    {
        if (body.TryGetProperty("events", out JsonElement events) && events.ValueKind == JsonValueKind.Array && events.GetArrayLength() is >= 1 and <= MaxEvents)
        {
            return [.. events.EnumerateArray()];
        }

        faults.Add(new InputFault("events", "must be a list of 1 to 500 events"));
        return null;
    }

    /// <summary>Records what could be understood, each event judged on its own; when it returns, what it calls accepted is durable.</summary>
    public async Task<IngestAnswer> RecordAsync(Site site, IReadOnlyList<(Hit? Hit, IReadOnlyList<InputFault> Faults)> events, CancellationToken cancellation)
    {
        List<Hit> hits = [];
        List<int> indexes = [];
        List<RejectedItem> rejected = [];
        HashSet<EventId> seen = [];
        int duplicates = 0;
        for (int index = 0; index < events.Count; index++)
        {
            (Hit? hit, IReadOnlyList<InputFault> faults) = events[index];
            if (hit is null)
            {
                drops.Count(site, DropReason.Invalid);
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

        IReadOnlyList<string?> reasons = await RecordAsync(site, hits, cancellation);
        DroppedItem[] dropped = [.. reasons.Zip(indexes).Where(r => r.First is not null).Select(r => new DroppedItem(r.Second, r.First!))];
        return new IngestAnswer(hits.Count - dropped.Length, duplicates, dropped, rejected);
    }

    /// <summary>Records hits, no two with one id: why each does not count, in their order; null for what is stored.</summary>
    public async Task<IReadOnlyList<string?>> RecordAsync(Site site, IReadOnlyList<Hit> hits, CancellationToken cancellation)
    {
        List<string?> reasons = new(hits.Count);
        hits = [.. hits.Select(hit => hit with { Place = places.Of(site, hit.Place, hit.Address) })];
        foreach (HitOutcome outcome in await RecordOrDropAsync(site, hits.Count, () => recorder.RecordManyAsync(site, hits, cancellation), cancellation))
        {
            DropReason? reason = (outcome as HitOutcome.Dropped)?.Reason;
            if (reason is { } counted)
            {
                drops.Count(site, counted);
            }

            reasons.Add(reason is null ? null : DropReasonText.Of(reason.Value));
        }

        await drops.FlushIfDueAsync(cancellation);
        return reasons;
    }

    /// <summary>Records some of a load, or drops all of it where the site was deleted since the load began: a long one may outlive it.</summary>
    public async Task<IReadOnlyList<HitOutcome>> RecordOrDropAsync(
        Site site, int count, Func<Task<IReadOnlyList<HitOutcome>>> record, CancellationToken cancellation) =>
        (await sites.FindAsync(site.Id.Value, cancellation))?.Id == site.Id
            ? await record()
            : [.. Enumerable.Repeat(new HitOutcome.Dropped(DropReason.SiteInactive), count)];
}
