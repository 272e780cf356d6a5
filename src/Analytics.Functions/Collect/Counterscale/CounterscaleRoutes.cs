using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Drops;
using Analytics.Store.Events;

namespace Analytics.Functions.Collect.Counterscale;

/// <summary>Counterscale's endpoints: its tracker asks <c>/cache</c> whether it was here before, and sends a page view to <c>/collect</c>.</summary>
internal static class CounterscaleRoutes
{
    // Its short names of the five tags.
    private static readonly (string Short, string Tag)[] Tags =
        [("us", "utm_source"), ("um", "utm_medium"), ("uc", "utm_campaign"), ("ut", "utm_term"), ("uco", "utm_content")];

    public static void MapCounterscale(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/collect", Collect).Public().Collects("sid", "h", "p", "r", "us", "um", "uc", "ut", "uco", "ht").ForOtherOrigins();
        routes.MapGet("/cache", Cache).Public().ForOtherOrigins();
    }

    private static async Task Collect(HttpContext context, Collector collector)
    {
        var query = new QueryFields(context);
        context.Response.Headers.AccessControlAllowOrigin = "*";
        if (query["sid"] is not { } site || PageOf(query) is not { } url)
        {
            await collector.RefuseAsync(context.Request, DropReason.Invalid, query["sid"]);
            await Pixel.SendAsync(context, StatusCodes.Status400BadRequest);
            return;
        }

        DropHeader.Write(context.Response, await collector.CollectAsync(
            context.Request,
            new CollectedEvent
            {
                Name = EventName.Pageview,
                Url = url,
                Domains = [site],
                Referrer = query.Cut("r", EventLimits.Referrer),
            }));
        await Pixel.SendAsync(context);
    }

    // Its visitor is told by the browser's cache. Ours is not, so everybody is new to it and its word for that is not heard.
    private static Task Cache(HttpContext context)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync("""{"ht":1}""", context.RequestAborted);
    }

    private static Uri? PageOf(QueryFields query)
    {
        string host = query["h"] ?? "";
        string path = query["p"] ?? "";
        string tags = string.Join('&', Tags.Select(t => (t.Tag, Value: query[t.Short] ?? "")).Where(t => t.Value.Length > 0).Select(t => $"{t.Tag}={Uri.EscapeDataString(t.Value)}"));
        string page = (PageAddress.IsWeb(host) ? host + path : path) + (tags.Length > 0 ? "?" + tags : "");
        return host.Length > 0 && PageAddress.TryParse(page, host, out Uri? url) ? url : null;
    }
}
