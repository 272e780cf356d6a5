using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Analytics.Engine;
using Analytics.Functions.Hosting;
using Analytics.Functions.Wire;
using Analytics.Store;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Sites;

namespace Analytics.Functions.Collect;

/// <summary>What browsers send, without credentials: one event to one or more sites. 202 says that it is durable.</summary>
internal static class CollectRoutes
{
    /// <summary>The most that a body may hold.</summary>
    public const int MaxBody = 32 * 1024;

    public static void MapCollect(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/event", PostEvent).Public().ForOtherOrigins();
        routes.MapMethods("/api/event", ["OPTIONS"], Preflight).Public().ForOtherOrigins();
    }

    private static void Preflight(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlAllowMethods = "POST";
        headers.AccessControlAllowHeaders = "content-type";
        headers.AccessControlMaxAge = "86400";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task PostEvent(
        HttpContext context,
        SiteDirectory sites,
        Recorder recorder,
        DropCounter drops,
        RequestOrigin origin,
        TimeProvider clock)
    {
        CancellationToken cancellation = context.RequestAborted;
        context.Response.Headers.AccessControlAllowOrigin = "*";
        (JsonDocument? json, Problem? problem) = await Body.ReadJsonAsync(context.Request, MaxBody, cancellation);
        if (json is null)
        {
            await problem!.ExecuteAsync(context);
            return;
        }

        using (json)
        {
            (EventPayload? payload, IReadOnlyList<InputFault> faults) = EventPayload.Parse(json.RootElement);
            if (payload is null)
            {
                await Refuse(context, faults);
                return;
            }

            List<DropReason> dropped = [];
            foreach (string domain in payload.Domains)
            {
                Site? site = await sites.FindAsync(domain, cancellation);
                HitOutcome outcome = site is not null
                    ? await recorder.RecordAsync(ToHit(context.Request, payload, site, origin, clock.GetUtcNow()), cancellation)
                    : new HitOutcome.Dropped(DropReason.UnknownSite);
                if (outcome is HitOutcome.Dropped { Reason: var reason })
                {
                    drops.Count(site?.Id.Value ?? domain, reason);
                    dropped.Add(reason);
                }
            }

            await Answer(context, dropped);
        }
    }

    private static Hit ToHit(HttpRequest request, EventPayload payload, Site site, RequestOrigin origin, DateTimeOffset now) => new()
    {
        Site = site,
        Id = payload.Id ?? EventId.New(),
        Name = payload.Name,
        Url = payload.Url,
        ReceivedAt = now,
        Time = now - payload.Age,
        Referrer = payload.Referrer,
        Title = payload.Title,
        Address = origin.Address(request),
        UserAgent = RequestOrigin.UserAgent(request),
        Place = origin.Place(request),
        TimeZone = payload.TimeZone,
        Language = payload.Language ?? RequestOrigin.Language(request),
        ScreenWidth = payload.ScreenWidth,
        ScreenHeight = payload.ScreenHeight,
        Purpose = RequestOrigin.Purpose(request),
        HashIsPage = payload.HashIsPage,
        Props = payload.Props,
        Revenue = payload.Revenue,
        Interactive = payload.Interactive,
        Engagement = payload.Engagement,
    };

    private static async Task Answer(HttpContext context, List<DropReason> dropped)
    {
        if (dropped.Count > 0)
        {
            context.Response.Headers["x-plausible-dropped"] = dropped.Count.ToString(CultureInfo.InvariantCulture);
            context.Response.Headers["x-analytics-dropped"] = string.Join(',', dropped.Distinct().Select(DropReasonText.Of));
            context.Response.Headers.AccessControlExposeHeaders = "x-plausible-dropped, x-analytics-dropped";
        }

        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.ContentType = "text/plain";
        await context.Response.WriteAsync("ok", context.RequestAborted);
    }

    private static async Task Refuse(HttpContext context, IReadOnlyList<InputFault> faults)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "application/json";
        var errors = new EventErrors(faults.GroupBy(f => f.Field).ToDictionary(g => g.Key, g => g.Select(f => f.Problem).ToArray()));
        await JsonSerializer.SerializeAsync(context.Response.Body, errors, CollectJson.Default.EventErrors, context.RequestAborted);
    }
}

/// <summary>Plausible's form of a refusal: <c>{"errors":{"url":["is required"]}}</c>.</summary>
internal sealed record EventErrors(IReadOnlyDictionary<string, string[]> Errors);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EventErrors))]
internal sealed partial class CollectJson : JsonSerializerContext;
