using Amazon.CDK.AWS.CertificateManager;
using Amazon.CDK.AWS.CloudFront;
using Amazon.CDK.AWS.CloudFront.Origins;
using Analytics.Cdk.Options;
using Constructs;
using Distribution = Amazon.CDK.AWS.CloudFront.Distribution;

namespace Analytics.Cdk.Fronts;

/// <summary>
/// CloudFront before the functions. It says a secret to them without which they answer nobody; keeps what may be kept; and adds no security
/// headers, for the server sends its own.
/// </summary>
internal sealed class CdnFront
{
    // CloudFront keeps an error for ten seconds unless told otherwise, and without looking at who asked.
    private static readonly int[] Errors = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

    /// <param name="scope">The stack.</param>
    /// <param name="options">Of the deployment.</param>
    /// <param name="collect">Host name of what takes events.</param>
    /// <param name="api">Host name of all else; may be the same.</param>
    /// <param name="secret">The secret that the functions require in a header.</param>
    public CdnFront(Construct scope, DeploymentOptions options, string collect, string api, string secret)
    {
        IOrigin toCollect = Origin(collect, secret), toApi = collect == api ? toCollect : Origin(api, secret);
        var policies = new EdgePolicies(scope);
        var behaviors = new Dictionary<string, IBehaviorOptions>();
        foreach (RoutePath path in Here(ServerPaths.CollectScripts))
        {
            behaviors[path.InCloudFront] = Behavior(toCollect, policies.Files, null, AllowedMethods.ALLOW_GET_HEAD);
        }

        foreach (RoutePath path in Here(ServerPaths.Collect))
        {
            behaviors[path.InCloudFront] = Behavior(toCollect, policies.Collecting, policies.Visitor, AllowedMethods.ALLOW_ALL);
        }

        foreach (RoutePath path in Here(ServerPaths.ApiFiles))
        {
            behaviors[path.InCloudFront] = Behavior(toApi, policies.Files, null, AllowedMethods.ALLOW_GET_HEAD);
        }

        foreach (RoutePath path in Here(ServerPaths.Live))
        {
            behaviors[path.InCloudFront] = Behavior(toApi, policies.Live, null, AllowedMethods.ALLOW_GET_HEAD);
        }

        behaviors[ServerPaths.SignIn.Under(options.Path).InCloudFront] = Behavior(toApi, CachePolicy.CACHING_DISABLED, policies.SigningIn, AllowedMethods.ALLOW_ALL);
        Distribution = new Distribution(scope, "Cdn", new DistributionProps
        {
            Comment = options.StackName,
            DefaultBehavior = Behavior(toApi, CachePolicy.CACHING_DISABLED, OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER, AllowedMethods.ALLOW_ALL),
            AdditionalBehaviors = behaviors,
            ErrorResponses = [.. Errors.Select(status => new ErrorResponse { HttpStatus = status, Ttl = Amazon.CDK.Duration.Seconds(0) })],
            DomainNames = options.Domain is { } domain ? [domain] : null,
            Certificate = options.Certificate is { } arn ? Certificate.FromCertificateArn(scope, "Certificate", arn) : null,
            MinimumProtocolVersion = SecurityPolicyProtocol.TLS_V1_2_2021,
            HttpVersion = HttpVersion.HTTP2_AND_3,
            PriceClass = options.Reach switch
            {
                EdgeReach.All => PriceClass.PRICE_CLASS_ALL,
                EdgeReach.Most => PriceClass.PRICE_CLASS_200,
                _ => PriceClass.PRICE_CLASS_100,
            },
            WebAclId = options.Firewall switch
            {
                Firewall.Given given => given.Arn,
                Firewall.Made => WebFirewall.Create(scope).AttrArn,
                _ => null,
            },
        });
        Host = options.Domain ?? Distribution.DistributionDomainName;

        IEnumerable<RoutePath> Here(IEnumerable<RoutePath> paths) => paths.Select(path => path.Under(options.Path));
    }

    public Distribution Distribution { get; }

    /// <summary>Where the product is.</summary>
    public string Host { get; }

    private static HttpOrigin Origin(string host, string secret) => new(host, new HttpOriginProps
    {
        ProtocolPolicy = OriginProtocolPolicy.HTTPS_ONLY,
        OriginSslProtocols = [OriginSslPolicy.TLS_V1_2],
        CustomHeaders = new Dictionary<string, string> { ["X-Analytics-Origin"] = secret },
        ReadTimeout = Amazon.CDK.Duration.Seconds(30),
    });

    private static BehaviorOptions Behavior(IOrigin origin, ICachePolicy cache, IOriginRequestPolicy? tells, AllowedMethods methods) =>
        new()
        {
            Origin = origin,
            CachePolicy = cache,
            OriginRequestPolicy = tells,
            AllowedMethods = methods,
            Compress = true,
            ViewerProtocolPolicy = methods == AllowedMethods.ALLOW_ALL ? ViewerProtocolPolicy.HTTPS_ONLY : ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        };
}
