using Analytics.Functions.Http;
using Analytics.Store.Ingest.UserAgents;

namespace Analytics.Functions.Accounts;

/// <summary>What somebody signs in with, so that they can tell their logins apart. The user agent itself is not kept.</summary>
internal static class ClientName
{
    /// <summary>Browser and system by name: <c>Firefox, Windows</c>; null where the user agent says neither.</summary>
    public static string? Of(HttpRequest request)
    {
        ParsedUserAgent parsed = UserAgentParser.Parse(RequestOrigin.UserAgent(request));
        string name = string.Join(", ", new[] { parsed.Browser, parsed.Os }.Where(part => !string.IsNullOrEmpty(part)));
        return name.Length > 0 ? name : null;
    }
}
