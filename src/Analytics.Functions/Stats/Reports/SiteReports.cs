namespace Analytics.Functions.Stats.Reports;

/// <summary>The lists of a site's reports, one line each: the words of the address and of the answer, and what the rows are about.</summary>
internal static class SiteReports
{
    /// <summary>Every list that has an address <c>/api/v2/sites/{id}/NAME</c>.</summary>
    public static IReadOnlyList<SiteList> Lists { get; } =
    [
        new("pages", "pages", "path", "event:page"),
        new("entry-pages", "entryPages", "path", "visit:entry_page"),
        new("exit-pages", "exitPages", "path", "visit:exit_page"),
        new("referrers", "referrers", "referrer", "visit:referrer") { HasDirect = false },
        new("sources", "sources", "source", "visit:source"),
        new("channels", "channels", "channel", "visit:channel"),
        new("campaigns", "campaigns", "campaign", "visit:utm_campaign"),
        new("utm-sources", "utmSources", "source", "visit:utm_source"),
        new("utm-mediums", "utmMediums", "medium", "visit:utm_medium"),
        new("utm-campaigns", "utmCampaigns", "campaign", "visit:utm_campaign"),
        new("utm-contents", "utmContents", "content", "visit:utm_content"),
        new("utm-terms", "utmTerms", "term", "visit:utm_term"),
        new("countries", "countries", "code", "visit:country"),
        new("regions", "regions", "region", "visit:region"),
        new("cities", "cities", "city", "visit:city"),
        new("devices", "devices", "device", "visit:device"),
        new("browsers", "browsers", "browser", "visit:browser"),
        new("os", "os", "os", "visit:os"),
        new("versions", "versions", "version", "visit:browser_version", "browser", "visit:browser"),
        new("screens", "screens", "screen", "visit:screen"),
        new("languages", "languages", "language", "visit:language"),
        new("hostnames", "hostnames", "hostname", "event:hostname"),
    ];
}

/// <summary>A list of a site's report.</summary>
/// <param name="Address">The last word of its address.</param>
/// <param name="Name">The member of the answer that has the rows.</param>
/// <param name="Row">The member of a row that has its name.</param>
/// <param name="Dimension">What the rows are.</param>
/// <param name="With">The member of a row that has the name of a second dimension; null for none.</param>
/// <param name="WithDimension">The second dimension.</param>
internal sealed record SiteList(string Address, string Name, string Row, string Dimension, string? With = null, string? WithDimension = null)
{
    /// <summary>Whether visits from nowhere are a row of it.</summary>
    public bool HasDirect { get; init; } = true;

    /// <summary>What the rows are broken down by.</summary>
    public IReadOnlyList<string> Dimensions => WithDimension is null ? [Dimension] : [Dimension, WithDimension];
}
