using System.Globalization;
using System.Text.RegularExpressions;

namespace Analytics.Functions.Ingest;

/// <summary>
/// A line of a web server's log in the combined format:
/// <c>host ident user [time] "METHOD target protocol" status bytes "referrer" "user agent"</c>.
/// </summary>
internal sealed partial record CombinedLogLine(
    string Host,
    DateTimeOffset Time,
    string Method,
    string Target,
    int Status,
    string? Referrer,
    string? UserAgent)
{
    private static readonly string[] PageExtensions = [".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp", ".cgi"];
    private static readonly string[] FeedNames = ["feed", "rss", "atom", "rdf"];

    /// <summary>The line's parts; null where it is not of the format.</summary>
    public static CombinedLogLine? Parse(string line)
    {
        Match match = Format().Match(line);
        if (!match.Success
            || !DateTimeOffset.TryParseExact(match.Groups["time"].Value, "dd/MMM/yyyy:HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time))
        {
            return null;
        }

        string[] request = match.Groups["request"].Value.Split(' ', 3);
        return new CombinedLogLine(
            match.Groups["host"].Value,
            time.ToUniversalTime(),
            request[0],
            request.Length > 1 ? request[1] : "",
            int.Parse(match.Groups["status"].Value, CultureInfo.InvariantCulture),
            Unquoted(match.Groups["referrer"].Value),
            Unquoted(match.Groups["agent"].Value));
    }

    /// <summary>
    /// Whether a page was shown: a successful GET of something that is neither an asset (its last segment has an extension that no
    /// page has) nor a feed.
    /// </summary>
    public bool IsPageView
    {
        get
        {
            if (Method != "GET" || Status != 200 || !Target.StartsWith('/'))
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

    // WordPress (?feed=rss2) and blosxom (?flav=rss20) serve feeds from a page's address.
    private static bool IsFeedQuery(string query) => query.Split('&').Any(p =>
        p.StartsWith("feed=", StringComparison.OrdinalIgnoreCase)
        || p.StartsWith("flav=rss", StringComparison.OrdinalIgnoreCase)
        || p.StartsWith("flav=atom", StringComparison.OrdinalIgnoreCase));

    private static string? Unquoted(string text) => text is "" or "-" ? null : text.Replace("\\\"", "\"", StringComparison.Ordinal);

    [GeneratedRegex(
        """^(?<host>\S+) \S+ [^\[]*\[(?<time>[^\]]+)\] "(?<request>(?:[^"\\]|\\.)*)" (?<status>\d{3}) (?:\d+|-)(?: "(?<referrer>(?:[^"\\]|\\.)*)" "(?<agent>(?:[^"\\]|\\.)*)")?""",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Format();
}
