using System.Text;
using System.Text.Json;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Wire;
using Analytics.Store.Drops;

namespace Analytics.Functions.Collect.ReactHook;

/// <summary>The endpoints of the React hook: <c>/pageview</c>, <c>/track</c>, <c>/identify</c>.</summary>
internal static class HookRoutes
{
    public static void MapReactHook(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/pageview", PostPageview).Public().Collects().ForOtherOrigins();
        routes.MapPost("/track", PostTrack).Public().Collects().ForOtherOrigins();
        routes.MapPost("/identify", PostIdentify).Public().Collects().ForOtherOrigins();
        routes.MapPreflight("/pageview");
        routes.MapPreflight("/track");
        routes.MapPreflight("/identify");
    }

    private static Task PostPageview(HttpContext context, Collector collector, ServerSenders senders, SiteDirectory sites) => TakeAsync(context, "pageview", collector, senders, sites);

    private static Task PostTrack(HttpContext context, Collector collector, ServerSenders senders, SiteDirectory sites) => TakeAsync(context, "track", collector, senders, sites);

    private static Task PostIdentify(HttpContext context, Collector collector, ServerSenders senders, SiteDirectory sites) => TakeAsync(context, "identify", collector, senders, sites);

    private static async Task TakeAsync(HttpContext context, string kind, Collector collector, ServerSenders senders, SiteDirectory sites)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        if (await Body.ReadAsync(context.Request, CollectRoutes.MaxBody, context.RequestAborted) is not { } bytes)
        {
            await collector.RefuseAsync(context.Request, DropReason.TooLarge);
            await ErrorAnswer.SendAsync(context, StatusCodes.Status413PayloadTooLarge, "The body is too large");
            return;
        }

        using JsonDocument? json = Body.TryParse(bytes);
        (bool welcome, ReportedVisitor? told) = await senders.FindAsync(context.Request, context.RequestAborted);
        if (!welcome)
        {
            await collector.RefuseAsync(context.Request, DropReason.Unauthorized, json?.RootElement.Text("site"));
            await ErrorAnswer.SendAsync(context, StatusCodes.Status401Unauthorized, ServerSenders.Unwelcome);
            return;
        }

        (HookEvent? hook, string? problem) = json is null
            ? (null, "The body must be a JSON object")
            : HookEvent.Parse(json.RootElement, kind, PageAddress.SendingHost(context.Request), told);
        if (hook is null)
        {
            await collector.RefuseAsync(context.Request, DropReason.Invalid, json?.RootElement.Text("site"));
            await ErrorAnswer.SendAsync(context, StatusCodes.Status400BadRequest, problem!);
            return;
        }

        // Who somebody is matters only where the site wants to know: elsewhere there is nothing to keep.
        if (kind == "identify" && (await sites.FindAsync(hook.Site, context.RequestAborted))?.Settings.Identification != true)
        {
            IgnoredHeader.Add(context.Response, hook.Event.Ignored);
            await AnswerAsync(context, """{"eventId":null}""");
            return;
        }

        IReadOnlyList<DropReason> dropped = await collector.CollectAsync(context.Request, hook.Event);
        DropHeader.Write(context.Response, dropped);
        await AnswerAsync(context, dropped.Count > 0 ? """{"eventId":null}""" : $$"""{"eventId":"{{hook.Event.Id}}"}""");
    }

    private static Task AnswerAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json, Encoding.UTF8, context.RequestAborted);
    }
}
