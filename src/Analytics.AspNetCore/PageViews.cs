using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Analytics.AspNetCore;

/// <summary>Reports the HTML pages that were shown, each after its response was sent.</summary>
internal sealed class PageViews(RequestDelegate next, AnalyticsClient client, AnalyticsOptions options, TimeProvider clock)
{
    private const int MaxUrl = 16_000; // of which the path may be 2,000: the server reads tags from the query and drops the rest
    private static readonly object Seen = new();

    public Task InvokeAsync(HttpContext context)
    {
        // A pipeline that runs again for an error's page passes here again.
        if (HttpMethods.IsGet(context.Request.Method) && IsNavigation(context.Request.Headers) && IsReported(context.Request.Path) && context.Items.TryAdd(Seen, true))
        {
            // As it was asked for: what comes after may rewrite it.
            string url = UrlOf(context.Request);
            DateTimeOffset at = clock.GetUtcNow();
            context.Response.OnCompleted(() => ReportAsync(context, url, at));
        }

        return next(context);
    }

    private async Task ReportAsync(HttpContext context, string url, DateTimeOffset at)
    {
        if (context.Response.StatusCode != StatusCodes.Status200OK || !IsHtml(context.Response.ContentType) || url.Length > MaxUrl)
        {
            return;
        }

        try
        {
            await client.TrackAsync(PageView(context, url, at));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The application's own delegate failed: without its answer nothing may be reported, and the page was shown long ago.
        }
    }

    private AnalyticsEvent PageView(HttpContext context, string url, DateTimeOffset at)
    {
        IHeaderDictionary headers = context.Request.Headers;
        return new AnalyticsEvent
        {
            Url = url,
            Timestamp = at,
            Referrer = Text(headers.Referer),
            Language = Text(headers.AcceptLanguage),
            Visitor = AnalyticsVisitor.Browser(context.Connection.RemoteIpAddress, Text(headers.UserAgent), Hints(headers)),
            AsksForPrivacy = headers["Sec-GPC"] == "1" || headers["DNT"] == "1",
            Consent = options.Consent?.Invoke(context),
        };
    }

    private bool IsReported(PathString path) =>
        (options.Include.Count == 0 || options.Include.Any(prefix => IsBelow(path, prefix))) && !options.Exclude.Any(prefix => IsBelow(path, prefix));

    private static bool IsBelow(PathString path, string prefix) => path.StartsWithSegments(prefix.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    // Not what a browser fetches ahead, nor what a page's script fetches or a frame shows.
    private static bool IsNavigation(IHeaderDictionary headers) =>
        headers["Sec-Fetch-Dest"] is [] or ["document"] && !IsAhead(headers["Sec-Purpose"]) && !IsAhead(headers["Purpose"]) && !IsAhead(headers["X-Moz"]);

    private static bool IsAhead(string? purpose) => purpose is not null
        && (purpose.Contains("prefetch", StringComparison.OrdinalIgnoreCase) || purpose.Contains("prerender", StringComparison.OrdinalIgnoreCase));

    private static bool IsHtml(string? contentType) =>
        contentType is not null
        && contentType.StartsWith("text/html", StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == 9 || contentType[9] is ';' or ' ');

    private static string UrlOf(HttpRequest request)
    {
        string url = request.GetEncodedUrl();
        int query = url.IndexOf('?', StringComparison.Ordinal);
        return url.Length > MaxUrl && query >= 0 ? url[..query] : url;
    }

    private static BrowserHints? Hints(IHeaderDictionary headers)
    {
        string? brands = Text(headers["Sec-CH-UA-Full-Version-List"]) ?? Text(headers["Sec-CH-UA"]);
        return brands is null ? null : new BrowserHints(
            brands,
            Text(headers["Sec-CH-UA-Platform"]),
            Text(headers["Sec-CH-UA-Platform-Version"]),
            Text(headers["Sec-CH-UA-Mobile"]) switch { "?1" => true, "?0" => false, _ => null });
    }

    private static string? Text(string? header) => header is { Length: > 0 and <= 4096 } ? header : null;
}
