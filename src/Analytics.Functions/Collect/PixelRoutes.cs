using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Drops;
using Analytics.Store.Events;

namespace Analytics.Functions.Collect;

/// <summary>Page views of pages without JavaScript: an image whose address, or the page that shows it, says what was seen.</summary>
internal static class PixelRoutes
{
    public static void MapPixel(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/pixel.gif", [HttpMethods.Get, HttpMethods.Head], Get).Public().Collects("url", "site", "referrer", "title").ForOtherOrigins();

    // Whatever is wrong, the page gets its image; what was wrong stands in a header.
    private static async Task Get(HttpContext context, Collector collector)
    {
        var query = new QueryFields(context);
        string page = query["url"] ?? context.Request.Headers.Referer.ToString();
        string site = query["site"] ?? "";
        string host = PageAddress.SendingHost(context.Request) ?? site;
        if (page.Length == 0 || !PageAddress.TryParse(page, host, out Uri? url))
        {
            await collector.RefuseAsync(context.Request, DropReason.Invalid, site);
            context.Response.Headers["x-analytics-error"] = page.Length == 0 ? "url: is required where the browser sends no Referer" : "url: must be an address or a path of a host, with a path of at most 2,000 characters";
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
                    Referrer = query.Cut("referrer", EventLimits.Referrer),
                    Title = query.Cut("title", EventLimits.Title),
                });
            DropHeader.Write(context.Response, dropped);
        }

        await Pixel.SendAsync(context);
    }
}
