using System.Text;
using System.Text.Json;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Drops;

namespace Analytics.Functions.Collect.ReactHook;

/// <summary>The endpoints of the React hook: <c>/pageview</c>, <c>/track</c>, <c>/identify</c>.</summary>
internal static class HookRoutes
{
    public static void MapReactHook(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/pageview", PostPageview).Public().ForOtherOrigins();
        routes.MapPost("/track", PostTrack).Public().ForOtherOrigins();
        routes.MapPost("/identify", PostIdentify).Public().ForOtherOrigins();
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
        (bool welcome, ReportedVisitor? told) = await senders.FindAsync(context.Request, context.RequestAborted);
        if (!welcome)
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "The key is none, or has not the scope 'ingest'");
            return;
        }

        if (await Body.ReadAsync(context.Request, CollectRoutes.MaxBody, context.RequestAborted) is not { } bytes)
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, "The body is too large");
            return;
        }

        using JsonDocument? json = Body.TryParse(bytes);
        (HookEvent? hook, string? problem) = json is null
            ? (null, "The body must be a JSON object")
            : HookEvent.Parse(json.RootElement, kind, PageAddress.SendingHost(context.Request), told);
        if (hook is null)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, problem!);
            return;
        }

        if (hook.HasTraits && told is null)
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "traits are taken from servers only: send them with an API key of scope 'ingest', or leave them out");
            return;
        }

        // Who somebody is matters only where the site wants to know: elsewhere there is nothing to keep.
        if (kind == "identify" && (await sites.FindAsync(hook.Site, context.RequestAborted))?.Settings.Identification != true)
        {
            await AnswerAsync(context, """{"eventId":null}""");
            return;
        }

        IReadOnlyList<DropReason> dropped = await collector.CollectAsync(context.Request, hook.Event);
        DropHeader.Write(context.Response, dropped);
        await AnswerAsync(context, $$"""{"eventId":"{{hook.Event.Id}}"}""");
    }

    private static Task RefuseAsync(HttpContext context, int status, string problem)
    {
        context.Response.StatusCode = status;
        return AnswerAsync(context, $$"""{"error":"{{JsonEncodedText.Encode(problem)}}"}""");
    }

    private static Task AnswerAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json, Encoding.UTF8, context.RequestAborted);
    }
}
