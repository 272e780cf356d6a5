namespace Analytics.Functions.Http;

/// <summary>
/// The product under a path of a host: <c>https://example.com/stats/</c>. Whether the proxy before it takes the path off or not, routes see
/// the rest, and whatever leads back here begins with it.
/// </summary>
internal static class PublicPath
{
    /// <param name="app">The application; before everything that looks at paths.</param>
    /// <param name="path">Begins with a slash and ends without; empty for the whole host.</param>
    public static void UsePublicPath(this IApplicationBuilder app, string path)
    {
        if (path.Length == 0)
        {
            return;
        }

        var prefix = new PathString(path);
        app.Use(next => context =>
        {
            HttpRequest request = context.Request;
            if (request.Path.StartsWithSegments(prefix, StringComparison.Ordinal, out PathString rest))
            {
                if (!rest.HasValue)
                {
                    // The dashboard's files are found beside its address, and so that must end with a slash.
                    context.Response.Redirect($"{path}/{request.QueryString}", permanent: false, preserveMethod: true);
                    return Task.CompletedTask;
                }

                request.Path = rest;
            }

            request.PathBase = prefix;
            return next(context);
        });
    }

    /// <summary>An address of the product as it is seen from outside.</summary>
    /// <param name="context">The request.</param>
    /// <param name="path">Of a route: <c>/api/v2/sites</c>.</param>
    public static string Link(this HttpContext context, string path) => context.Request.PathBase.Value + path;
}
