using System.Net;

namespace Analytics.Functions.Ingest.Logs;

/// <summary>A request from a server's log of any format. It is no record type, because its text would contain the IP address.</summary>
internal sealed class LoggedRequest
{
    private static readonly string[] PageExtensions = [".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp", ".cgi"];
    private static readonly string[] FeedNames = ["feed", "rss", "atom", "rdf"];

    public required DateTimeOffset Time { get; init; }

    public required string Method { get; init; }

    /// <summary>Path and query as they were asked for; what does not begin with a slash is no page.</summary>
    public required string Target { get; init; }

    /// <summary>Whether the visitor saw what was asked for.</summary>
    public required bool IsShown { get; init; }

    /// <summary>The host that was asked for; null where the log does not tell.</summary>
    public string? Host { get; init; }

    /// <summary><c>http</c> or <c>https</c>; null where the log does not tell.</summary>
    public string? Scheme { get; init; }

    /// <summary>The media type of the answer; null where the log does not tell.</summary>
    public string? ContentType { get; init; }

    public IPAddress? Client { get; init; }

    /// <summary>What the visitor is known by where the format has no user agents: the client alone. Null where it has.</summary>
    public string? VisitorKey { get; init; }

    public string? Referrer { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>ISO 3166-1 alpha-2; null where the log does not tell.</summary>
    public string? Country { get; init; }

    /// <summary>The client's autonomous system; null where the log does not tell.</summary>
    public long? Network { get; init; }

    /// <summary>
    /// Whether a page was shown: a GET of something that is neither an asset (its last segment has an extension that no page has, or its
    /// answer another type than HTML) nor a feed.
    /// </summary>
    public bool IsPageView
    {
        get
        {
            if (Method != "GET" || !IsShown || !Target.StartsWith('/') || !IsHtml(ContentType))
            {
                return false;
            }

            int query = Target.IndexOf('?', StringComparison.Ordinal);
            string path = query < 0 ? Target : Target[..query];
            string last = path[(path.LastIndexOf('/') + 1)..].ToLowerInvariant();
            int dot = last.LastIndexOf('.');
            bool page = dot < 0 || PageExtensions.Contains(last[dot..]);
            return page && !FeedNames.Contains(last) && !(query >= 0 && IsFeedQuery(Target[(query + 1)..]));
        }
    }

    private static bool IsHtml(string? contentType) =>
        contentType is null
        || contentType.StartsWith("text/html", StringComparison.OrdinalIgnoreCase)
        || contentType.StartsWith("application/xhtml", StringComparison.OrdinalIgnoreCase);

    // WordPress (?feed=rss2) and blosxom (?flav=rss20) serve feeds from a page's address.
    private static bool IsFeedQuery(string query) => query.Split('&').Any(p =>
        p.StartsWith("feed=", StringComparison.OrdinalIgnoreCase)
        || p.StartsWith("flav=rss", StringComparison.OrdinalIgnoreCase)
        || p.StartsWith("flav=atom", StringComparison.OrdinalIgnoreCase));
}
