namespace Analytics.Functions.Http;

/// <summary>
/// What the browser is told about every answer. The dashboard runs no script or style but its own files, is framed by nobody and sends
/// nothing about itself elsewhere. A header that a route has set itself stays.
/// </summary>
public static class SecurityHeaders
{
    /// <summary>Everything is forbidden but files and calls of this origin. Inline styles set by script (uPlot) go through CSSOM, which needs no permission.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Two years, as the browsers' preload lists ask.</summary>
    public const string StrictTransportSecurity = "max-age=63072000; includeSubDomains";

    public const string PermissionsPolicy =
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
        + "microphone=(), midi=(), payment=(), usb=()";

    /// <summary>Adds the headers to every answer, errors and static files too; put it first.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // Only when the answer starts is it known which route gave it and what that route has said itself.
        context.Response.OnStarting(static state => Write((HttpContext)state), context);
        return next(context);
    });

    /// <param name="headers">The answer's headers.</param>
    /// <param name="https">The browser came by https: only then does it heed a demand to keep doing so.</param>
    /// <param name="forOtherOrigins">The answer is meant for other sites' pages.</param>
    public static void Apply(IHeaderDictionary headers, bool https, bool forOtherOrigins)
    {
        Add("X-Content-Type-Options", "nosniff");
        Add("Content-Security-Policy", ContentSecurityPolicy);
        Add("X-Frame-Options", "DENY");
        Add("Referrer-Policy", "no-referrer");
        Add("Permissions-Policy", PermissionsPolicy);
        Add("Cross-Origin-Resource-Policy", forOtherOrigins ? "cross-origin" : "same-origin");
        Add("Cross-Origin-Opener-Policy", "same-origin");
        if (https)
        {
            Add("Strict-Transport-Security", StrictTransportSecurity);
        }

        void Add(string name, string value)
        {
            if (!headers.ContainsKey(name))
            {
                headers[name] = value;
            }
        }
    }

    private static Task Write(HttpContext context)
    {
        bool forOtherOrigins = context.GetEndpoint()?.Metadata.GetMetadata<CrossOriginUse>() is not null;
        Apply(context.Response.Headers, context.Request.IsHttps, forOtherOrigins);
        if (context.GetEndpoint()?.Metadata.GetMetadata<NotStored>() is not null && context.Response.Headers.CacheControl.Count == 0)
        {
            context.Response.Headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }
}
