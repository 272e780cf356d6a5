using Analytics.Functions.Callers;
using Analytics.Functions.Http;

namespace Analytics.Functions.Collect;

/// <summary>What pages of other origins load, and what their browsers ask before they may send.</summary>
internal static class CrossOrigin
{
    private const int MostOfOrigin = 300;

    /// <summary>The script of another product's name, which pages of every site load: asked for again after an hour.</summary>
    public static void MapScript(this IEndpointRouteBuilder routes, string pattern, StaticFile script) =>
        routes.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], context => script.SendAsync(context, "public, max-age=3600, stale-while-revalidate=86400"))
            .Public().ForOtherOrigins();

    /// <summary>
    /// Lets a page of any origin read the answer, also where its browser sends credentials along, as <c>sendBeacon</c> does with a JSON
    /// blob. For routes that read no cookie. What no browser sends as an origin is not repeated: a header holds visible ASCII alone.
    /// </summary>
    public static void AdmitWithCredentials(HttpContext context)
    {
        IHeaderDictionary answer = context.Response.Headers;
        string origin = context.Request.Headers.Origin.ToString();
        answer.Append("Vary", "Origin");
        bool isOne = origin.Length is > 0 and <= MostOfOrigin && origin.All(c => c is > ' ' and <= '~');
        answer.AccessControlAllowOrigin = isOne ? origin : "*";
        if (isOne)
        {
            answer.AccessControlAllowCredentials = "true";
        }
    }

    /// <summary>The answer to a preflight: any origin, <c>POST</c>, remembered for a day.</summary>
    /// <param name="routes">Where it is mapped.</param>
    /// <param name="pattern">The route that is asked about.</param>
    /// <param name="headers">The headers that the page may set.</param>
    /// <param name="withCredentials">Whether its browser may send credentials along.</param>
    public static void MapPreflight(this IEndpointRouteBuilder routes, string pattern, string headers = "content-type", bool withCredentials = false) =>
        routes.MapMethods(pattern, ["OPTIONS"], context =>
        {
            IHeaderDictionary answer = context.Response.Headers;
            answer.AccessControlAllowOrigin = "*";
            if (withCredentials)
            {
                AdmitWithCredentials(context);
            }

            answer.AccessControlAllowMethods = "POST";
            answer.AccessControlAllowHeaders = headers;
            answer.AccessControlMaxAge = "86400";
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }).Public().ForOtherOrigins();
}
