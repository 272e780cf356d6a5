namespace Analytics.Cdk.Options;

/// <summary>What stands between the internet and the functions; docs/decisions/0016 has the prices.</summary>
public enum FrontKind
{
    /// <summary>CloudFront before an HTTP API: caching, places of visitors, a domain of one's own. The default.</summary>
    Cdn,

    /// <summary>CloudFront before function URLs: as above without the HTTP API's price and throttle, and answers may stream.</summary>
    CdnUrl,

    /// <summary>An HTTP API alone.</summary>
    Http,

    /// <summary>One function with a URL, and nothing before it: the cheapest.</summary>
    Url,
}
