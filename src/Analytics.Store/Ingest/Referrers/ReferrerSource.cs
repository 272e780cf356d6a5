namespace Analytics.Store.Ingest.Referrers;

/// <summary>The name by which people know where a visitor came from.</summary>
public static class ReferrerSource
{
    /// <summary>Of a referring page's URL: <c>Google</c>, else its host; null where there is no referring page.</summary>
    public static string? Of(string? url) => ReferringPage.Parse(url) is { } page ? OfPage(page) : null;

    internal static string OfPage(ReferringPage page) => KnownSources.AtPage(page)?.Name ?? page.Host;
}
