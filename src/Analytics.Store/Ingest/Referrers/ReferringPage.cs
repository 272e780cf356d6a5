using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Store.Ingest.Referrers;

/// <summary>The page that a visitor came from.</summary>
/// <param name="Host">Lower case, without <c>www.</c>; of an Android app its package.</param>
/// <param name="Text">Host and path, without query and final <c>/</c>.</param>
internal sealed record ReferringPage(string Host, string Text)
{
    private const int MaxLength = 4000;

    /// <summary>Null for what is no page of another host: not absolute, another scheme, localhost.</summary>
    public static ReferringPage? Parse(string? referrer)
    {
        // Of a long address only the query is long, and that is not kept.
        if (referrer?.Length > MaxLength && referrer.AsSpan().IndexOfAny('?', '#') is var end and > 0)
        {
            referrer = referrer[..end];
        }

        if (referrer is null or { Length: > MaxLength } || !Uri.TryCreate(referrer, UriKind.Absolute, out Uri? url)
            || url.Scheme is not ("http" or "https" or "android-app"))
        {
            return null;
        }

        string host = SiteRules.Normalize(HostText.Ascii(url));
        if (host.Length == 0 || host == "localhost" || host.StartsWith("127.", StringComparison.Ordinal) || !host.Contains('.', StringComparison.Ordinal))
        {
            return null;
        }

        string path = url.Scheme == "android-app" ? "" : url.AbsolutePath.TrimEnd('/');
        return new ReferringPage(host, host + (path.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(path) : path));
    }
}
