using System.Text.Json;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Wire;
using Analytics.Store.Drops;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Collect.LittleStats;

/// <summary>LittleStats' endpoint: a list of events, or one.</summary>
internal static class LittleStatsRoutes
{
    private const int MaxBody = 64 * 1024; // what a browser's beacons may weigh together
    private const int MaxEvents = 50;
    private static readonly FieldSet Envelope = new(("events", FieldKind.Any), ("siteId", FieldKind.Any));

    public static void MapLittleStats(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v2/track/{siteId}", PostTrack).Public().Collects().ForOtherOrigins();
        routes.MapPreflight("/api/v2/track/{siteId}", withCredentials: true);
    }

    private static async Task PostTrack(HttpContext context, string siteId, Collector collector, ServerSenders senders, SiteDirectory sites)
    {
        CancellationToken cancellation = context.RequestAborted;
        CrossOrigin.AdmitWithCredentials(context);
        (bool welcome, ReportedVisitor? told) = await senders.FindAsync(context.Request, cancellation);
        if (!welcome)
        {
            await collector.RefuseAsync(context.Request, DropReason.Unauthorized, siteId);
            await Problem.Unauthorized.ExecuteAsync(context);
            return;
        }

        if (!(await Body.ReadJsonAsync(context.Request, MaxBody, cancellation)).TryGet(out JsonDocument? json, out Problem? problem))
        {
            await collector.RefuseAsync(context.Request, Collector.ReasonOf(problem), siteId);
            await problem.ExecuteAsync(context);
            return;
        }

        using (json)
        {
            Site? site = await sites.FindAsync(siteId, cancellation);
            JsonElement[] events = json.RootElement.Member("events") is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [json.RootElement];
            problem = site is null || (told is not null && told.OwnerId != site.OwnerId) ? Problem.NotFound("site")
                : events.Length is 0 or > MaxEvents ? Problem.Invalid("events", "must be a list of 1 to 50 events")
                : null;
            if (problem is not null)
            {
                await collector.RefuseAsync(context.Request, DropReason.Invalid, siteId);
                await problem.ExecuteAsync(context);
                return;
            }

            bool isList = json.RootElement.Member("events") is { ValueKind: JsonValueKind.Array };
            IgnoredHeader.Add(context.Response, isList ? Envelope.FaultsOf(json.RootElement, lenient: true).Select(f => f.Field) : []);
            await TakeAsync(context, events, site!, told, collector);
        }
    }

    private static async Task TakeAsync(HttpContext context, JsonElement[] events, Site site, ReportedVisitor? told, Collector collector)
    {
        List<InputFault> faults = [];
        List<DropReason> dropped = [];
        var views = new RepeatedViews();
        int refused = 0;
        for (int i = 0; i < events.Length; i++)
        {
            (CollectedEvent? collected, IReadOnlyList<InputFault> wrong) = LittleStatsEvent.Parse(events[i], site, PageAddress.SendingHost(context.Request), views, told);
            refused += wrong.Count > 0 ? 1 : 0;
            faults.AddRange(wrong.Select(f => events.Length == 1 ? f : new InputFault($"events[{i}].{f.Field}", f.Problem)));
            if (collected is not null)
            {
                dropped.AddRange(await collector.CollectAsync(context.Request, collected));
            }
        }

        await collector.RefuseAsync(site, DropReason.Invalid, refused);
        DropHeader.Write(context.Response, dropped);
        if (faults.Count > 0)
        {
            await Problem.Invalid(faults).ExecuteAsync(context);
            return;
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("""{"success":true}""", context.RequestAborted);
    }
}
