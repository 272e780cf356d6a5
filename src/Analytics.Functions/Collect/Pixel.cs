namespace Analytics.Functions.Collect;

/// <summary>A transparent image of one point, which every browser loads: how a page without JavaScript sends.</summary>
internal static class Pixel
{
    private static readonly byte[] Gif = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    /// <summary>Sends it, to be asked for again each time.</summary>
    public static async Task SendAsync(HttpContext context, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "image/gif";
        context.Response.ContentLength = Gif.Length;
        context.Response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(Gif, context.RequestAborted);
        }
    }
}
