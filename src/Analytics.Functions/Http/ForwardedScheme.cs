namespace Analytics.Functions.Http;

/// <summary>
/// Whether the browser came by https, where a trusted proxy ends it: the login cookie is then for https only, and the browser is told
/// to stay there.
/// </summary>
internal static class ForwardedScheme
{
    public static void UseForwardedScheme(this IApplicationBuilder app, TrustedProxies proxies) => app.Use((context, next) =>
    {
        if (context.Connection.RemoteIpAddress is { } peer && proxies.Contains(peer)
            && string.Equals(context.Request.Headers["X-Forwarded-Proto"], "https", StringComparison.OrdinalIgnoreCase))
        {
            context.Request.Scheme = "https";
        }

        return next(context);
    });
}
