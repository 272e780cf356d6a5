using System.Text.Json;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Wire;
using Analytics.Store.Drops;

namespace Analytics.Functions.Collect.ShortKeys;

/// <summary>The endpoints of ts-analytics' trackers.</summary>
internal static class ShortKeyRoutes
{
    public static void MapShortKeys(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/collect", PostCollect).Public().Collects().ForOtherOrigins();
        routes.MapPost("/api/sites/{siteId}/collect", PostToSite).Public().Collects().ForOtherOrigins();
        routes.MapPreflight("/collect");
        routes.MapPreflight("/api/sites/{siteId}/collect");
    }

    private static Task PostCollect(HttpContext context, Collector collector, ServerSenders senders) => TakeAsync(context, null, collector, senders);

    private static Task PostToSite(HttpContext context, string siteId, Collector collector, ServerSenders senders) => TakeAsync(context, siteId, collector, senders);

    private static async Task TakeAsync(HttpContext context, string? site, Collector collector, ServerSenders senders)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        if (await Body.ReadAsync(context.Request, CollectRoutes.MaxBody, context.RequestAborted) is not { } bytes)
        {
            await collector.RefuseAsync(context.Request, DropReason.TooLarge, site);
            await ErrorAnswer.SendAsync(context, StatusCodes.Status413PayloadTooLarge, "The body is too large");
            return;
        }

        using JsonDocument? json = Body.TryParse(bytes);
        (bool welcome, ReportedVisitor? told) = await senders.FindAsync(context.Request, context.RequestAborted);
        if (!welcome)
        {
            await collector.RefuseAsync(context.Request, DropReason.Unauthorized, site, json?.RootElement.Text("s"));
            await ErrorAnswer.SendAsync(context, StatusCodes.Status401Unauthorized, ServerSenders.Unwelcome);
            return;
        }

        (CollectedEvent? collected, string? problem) = json is null ? (null, "The body must be a JSON object") : ShortKeyEvent.Parse(json.RootElement, site);
        if (problem is not null)
        {
            await collector.RefuseAsync(context.Request, DropReason.Invalid, site, json?.RootElement.Text("s"));
            await ErrorAnswer.SendAsync(context, StatusCodes.Status400BadRequest, problem);
            return;
        }

        if (collected is not null)
        {
            DropHeader.Write(context.Response, await collector.CollectAsync(context.Request, collected with { Reported = told }));
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
