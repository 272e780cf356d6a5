using Amazon.CDK;
using Amazon.CDK.AWS.CloudFront;
using Constructs;

namespace Analytics.Cdk.Fronts;

/// <summary>
/// What CloudFront keeps, by which key, and what it tells the functions. A policy may name ten headers, and a policy that passes on all
/// headers of the browser cannot add CloudFront's own without the name of the host, which the functions' addresses refuse: so what
/// collecting needs is named, in two policies of ten. What is in a cache policy is passed on as well.
/// </summary>
internal sealed class EdgePolicies(Construct scope)
{
    /// <summary>Whom the server asks where the visitor is, and what a browser says of itself.</summary>
    public static readonly string[] CollectHeaders =
    [
        "CloudFront-Viewer-Address", "CloudFront-Viewer-ASN", "CloudFront-Viewer-City", "CloudFront-Viewer-Country", "CloudFront-Viewer-Country-Region",
        "Accept-Language", "DNT", "Referer", "Sec-GPC", "User-Agent",
    ];

    /// <summary>The same, part two; and the key of a program, which CloudFront passes on only from here or with all headers.</summary>
    public static readonly string[] CollectKeyHeaders =
    [
        "Accept", "Authorization", "Content-Encoding", "Origin", "Sec-CH-UA", "Sec-CH-UA-Mobile", "Sec-CH-UA-Platform", "Sec-CH-UA-Platform-Version", "Sec-Purpose", "X-Umami-Cache",
    ];

    /// <summary>What signing in needs: the address that failed attempts are counted by, and the page that asks.</summary>
    public static readonly string[] SignInHeaders =
    [
        "CloudFront-Viewer-Address", "Accept", "Origin", "Sec-Fetch-Site", "User-Agent",
    ];

    /// <summary>Files that anybody gets, by their own Cache-Control; compressed at the origin or here.</summary>
    public CachePolicy Files { get; } = new(scope, "Files", new CachePolicyProps
    {
        Comment = "Analytics: scripts and the dashboard's files, as long as they say",
        MinTtl = Duration.Seconds(0),
        DefaultTtl = Duration.Seconds(0),
        MaxTtl = Duration.Days(365),
        EnableAcceptEncodingBrotli = true,
        EnableAcceptEncodingGzip = true,
    });

    /// <summary>
    /// Keeps an answer for five seconds, separately for each key and login, so that no account sees another account's numbers.
    /// An answer that forbids caching is not kept.
    /// </summary>
    public CachePolicy Live { get; } = new(scope, "Live", new CachePolicyProps
    {
        Comment = "Analytics: who is there now, for five seconds, apart by login and key",
        MinTtl = Duration.Seconds(0),
        DefaultTtl = Duration.Seconds(5),
        MaxTtl = Duration.Seconds(5),
        HeaderBehavior = CacheHeaderBehavior.AllowList("Authorization"),
        CookieBehavior = CacheCookieBehavior.AllowList("analytics_login"),
        QueryStringBehavior = CacheQueryStringBehavior.All(),
        EnableAcceptEncodingBrotli = true,
        EnableAcceptEncodingGzip = true,
    });

    /// <summary>Keeps nothing: no time unless an answer asks for one, and then a second, without which a key could not be passed on.</summary>
    public CachePolicy Collecting { get; } = new(scope, "Collecting", new CachePolicyProps
    {
        Comment = "Analytics: events, never kept",
        MinTtl = Duration.Seconds(0),
        DefaultTtl = Duration.Seconds(0),
        MaxTtl = Duration.Seconds(1),
        HeaderBehavior = CacheHeaderBehavior.AllowList(CollectKeyHeaders),
        CookieBehavior = CacheCookieBehavior.None(),
        QueryStringBehavior = CacheQueryStringBehavior.All(),
    });

    /// <summary>What goes with events.</summary>
    public OriginRequestPolicy Visitor { get; } = new(scope, "Visitor", new OriginRequestPolicyProps
    {
        Comment = "Analytics: where a visitor is and what the browser says",
        HeaderBehavior = OriginRequestHeaderBehavior.AllowList(CollectHeaders),
        CookieBehavior = OriginRequestCookieBehavior.None(),
        QueryStringBehavior = OriginRequestQueryStringBehavior.All(),
    });

    /// <summary>What goes with a sign-in.</summary>
    public OriginRequestPolicy SigningIn { get; } = new(scope, "SigningIn", new OriginRequestPolicyProps
    {
        Comment = "Analytics: who signs in from where",
        HeaderBehavior = OriginRequestHeaderBehavior.AllowList(SignInHeaders),
        CookieBehavior = OriginRequestCookieBehavior.All(),
        QueryStringBehavior = OriginRequestQueryStringBehavior.None(),
    });
}
