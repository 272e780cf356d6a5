using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Drops;
using Analytics.Store.Events;

namespace Analytics.Functions.Collect;

/// <summary>Page views of pages without JavaScript: an image whose address, or the page that shows it, says what was seen.</summary>
internal static class PixelRoutes
{
    public static void MapPixel(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/pixel.gif", [HttpMethods.Get, HttpMethods.Head], Get).Public().ForOtherOrigins();

    // Whatever is wrong, the page gets its image; what was wrong stands in a header.
    private static async Task Get(HttpContext context, Collector collector)
    {
        IQueryCollection query = context.Request.Query;
        string page = query["url"].ToString() is { Length: > 0 } named ? named : context.Request.Headers.Referer.ToString();
        string site = query["site"].ToString();
        string host = PageAddress.SendingHost(context.Request) ?? site;
        if (page.Length == 0 || !PageAddress.TryParse(page, host, out Uri? url))
        {
            context.Response.Headers["x-analytics-error"] = page.Length == 0 ? "url: is required where the browser sends no Referer" : "url: must be a valid url";
        }
        else
        {
            IReadOnlyList<DropReason> dropped = await collector.CollectAsync(
                context.Request,
                new CollectedEvent
                {
                    Name = EventName.Pageview,
                    Url = url,
                    Domains = [site.Length > 0 ? site : url.Host],
                    Referrer = query["referrer"].ToString() is { Length: > 0 and <= EventLimits.Referrer } referrer ? referrer : null,
                    Title = query["title"].ToString() is { Length: > 0 } title ? title : null,
                });
            DropHeader.Write(context.Response, dropped);
        }

        await Pixel.SendAsync(context);
    }
}
