namespace Analytics.Client.Reports;

/// <summary>Names of a site's reports that are lists. Any other that the server knows is as good: names are the ends of their addresses.</summary>
public static class ReportName
{
    /// <summary>The course of views, visits and visitors: <c>timestamp</c>, <c>views</c>, <c>visits</c>, <c>visitors</c>.</summary>
    public const string TimeSeries = "timeseries";

    /// <summary>Custom events: <c>name</c>, <c>count</c>, <c>visitors</c>.</summary>
    public const string Events = "events";

    /// <summary>Pages: <c>path</c>, <c>views</c>, <c>visits</c>, <c>visitors</c>.</summary>
    public const string Pages = "pages";

    /// <summary>Pages that visits began with: <c>path</c>, <c>visits</c>, <c>visitors</c>.</summary>
    public const string EntryPages = "entry-pages";

    /// <summary>Pages that visits ended with: <c>path</c>, <c>visits</c>, <c>visitors</c>.</summary>
    public const string ExitPages = "exit-pages";

    /// <summary>Referring pages: <c>referrer</c> and its numbers.</summary>
    public const string Referrers = "referrers";

    /// <summary>Sources: <c>source</c> and its numbers.</summary>
    public const string Sources = "sources";

    /// <summary>Channels: <c>channel</c> and its numbers.</summary>
    public const string Channels = "channels";

    /// <summary>Campaigns: <c>campaign</c> and its numbers.</summary>
    public const string Campaigns = "campaigns";

    /// <summary>By <c>utm_source</c>: <c>source</c> and its numbers.</summary>
    public const string UtmSources = "utm-sources";

    /// <summary>By <c>utm_medium</c>: <c>medium</c> and its numbers.</summary>
    public const string UtmMediums = "utm-mediums";

    /// <summary>By <c>utm_campaign</c>: <c>campaign</c> and its numbers.</summary>
    public const string UtmCampaigns = "utm-campaigns";

    /// <summary>By <c>utm_content</c>: <c>content</c> and its numbers.</summary>
    public const string UtmContents = "utm-contents";

    /// <summary>By <c>utm_term</c>: <c>term</c> and its numbers.</summary>
    public const string UtmTerms = "utm-terms";

    /// <summary>Countries: <c>country</c>, <c>code</c> and their numbers.</summary>
    public const string Countries = "countries";

    /// <summary>Regions: <c>region</c> and its numbers.</summary>
    public const string Regions = "regions";

    /// <summary>Cities: <c>city</c> and its numbers.</summary>
    public const string Cities = "cities";

    /// <summary>Devices: <c>device</c> and its numbers.</summary>
    public const string Devices = "devices";

    /// <summary>Browsers: <c>browser</c> and its numbers.</summary>
    public const string Browsers = "browsers";

    /// <summary>Versions of browsers: <c>version</c>, <c>browser</c> and their numbers.</summary>
    public const string Versions = "versions";

    /// <summary>Operating systems: <c>os</c> and its numbers.</summary>
    public const string Os = "os";

    /// <summary>Screens by their class: <c>screen</c> and its numbers.</summary>
    public const string Screens = "screens";

    /// <summary>Languages of browsers: <c>language</c> and its numbers.</summary>
    public const string Languages = "languages";

    /// <summary>Host names of pages: <c>hostname</c>, <c>views</c>, <c>visitors</c>.</summary>
    public const string Hostnames = "hostnames";

    /// <summary>Identified people: <c>userId</c>, <c>firstSeen</c>, <c>lastSeen</c>, <c>visits</c>, <c>traits</c> and more. Only where the site identifies any.</summary>
    public const string People = "people";

    /// <summary>Core Web Vitals: <c>name</c>, <c>count</c>, <c>p75</c>, <c>rating</c> and more.</summary>
    public const string Vitals = "vitals";

    /// <summary>Errors of pages in groups: <c>fingerprint</c>, <c>message</c>, <c>count</c> and more.</summary>
    public const string Errors = "errors";
}
