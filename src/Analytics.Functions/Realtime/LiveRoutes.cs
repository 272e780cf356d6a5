using System.Globalization;
using System.Text.Json.Serialization;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;
using Analytics.Store.Sites;

namespace Analytics.Functions.Realtime;

/// <summary>What happens on a site at this moment: asked for, told as events, or told through a WebSocket.</summary>
internal static class LiveRoutes
{
    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v2/realtime/{id}", Look).Needs(Scopes.Stats).Watches().OrTicket().Reads(Tickets.Parameter);
        routes.MapGet("/api/v2/realtime/{id}/stream", Stream).Needs(Scopes.Stats).Watches().OrTicket().Reads(Tickets.Parameter);
        routes.MapPost("/api/v2/realtime/{id}/tickets", Give).Needs(Scopes.Stats).TakesNoBody();
    }

    private static async Task Look(HttpContext context, OwnSite own, LiveSites sites, LiveSocket socket, WatcherLimits limits, SiteDirectory directory, TimeProvider clock)
    {
        if (context.WebSockets.IsWebSocketRequest)
        {
            await HoldAsync(context, limits, () => socket.AnswerAsync(context, LookAt(own.Site, sites, directory)));
        }
        else if (context.Request.Headers.Upgrade.Count > 0)
        {
            await new Problem(
                "No connection can be held open here",
                StatusCodes.Status501NotImplemented,
                "What stands before this server passes on whole answers alone: ask the same address with GET every few seconds.").ExecuteAsync(context);
        }
        else
        {
            Sight sight = await sites.LookAsync(own.Site, context.RequestAborted);
            double left = Math.Max(0, Math.Floor((sight.Until - clock.GetUtcNow()).TotalSeconds));
            context.Response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"private, max-age={left}");
            context.Response.Headers.Vary = "Authorization, Cookie";
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = sight.Json.Length;
            await context.Response.Body.WriteAsync(sight.Json, context.RequestAborted);
        }
    }

    private static Task Stream(HttpContext context, OwnSite own, LiveSites sites, LiveStream stream, WatcherLimits limits, SiteDirectory directory) =>
        HoldAsync(context, limits, () => stream.AnswerAsync(context, LookAt(own.Site, sites, directory)));

    private static IResult Give(HttpContext context, OwnSite own, Tickets tickets) => tickets.Give(context.Caller(), own.Site.Id) is var (ticket, until)
        ? Results.Json(new TicketView(ticket, until), LiveRoutesJson.Default.TicketView)
        : new Problem("Too many tickets are out", StatusCodes.Status429TooManyRequests, "Each is good for 30 seconds: ask again after that.");

    private static async Task HoldAsync(HttpContext context, WatcherLimits limits, Func<Task> watch)
    {
        if (!limits.Hold(context.Caller()).TryGet(out IDisposable? hold, out Problem? problem))
        {
            await problem.ExecuteAsync(context);
            return;
        }

        using (hold)
        {
            await watch();
        }
    }

    // The site is found again each time: it may have been deleted, or given to other days.
    private static Func<CancellationToken, Task<Sight?>> LookAt(Site site, LiveSites sites, SiteDirectory directory) => async stop =>
        await directory.FindAsync(site.Id.Value, stop) is { } now && now.Id == site.Id ? await sites.LookAsync(now, stop) : null;
}

/// <summary>A credential for one request.</summary>
internal sealed record TicketView(string Ticket, DateTimeOffset ExpiresAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TicketView))]
internal sealed partial class LiveRoutesJson : JsonSerializerContext;
