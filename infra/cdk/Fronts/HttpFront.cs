using Amazon.CDK;
using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AwsApigatewayv2Integrations;
using Amazon.CDK.AWS.Lambda;
using Analytics.Cdk.Options;
using Constructs;

namespace Analytics.Cdk.Fronts;

/// <summary>
/// An HTTP API: a route for each address that takes events, and all else to the Api. It throttles. It keeps no access log, which would be
/// paid by the request and hold what the product never stores.
/// </summary>
internal sealed class HttpFront
{
    public HttpFront(Stack scope, DeploymentOptions options, IFunction collect, IFunction api)
    {
        var toApi = new HttpLambdaIntegration("ToApi", api);
        var http = new HttpApi(scope, "Http", new HttpApiProps { ApiName = options.StackName, DefaultIntegration = toApi });
        var toCollect = new HttpLambdaIntegration("ToCollect", collect);
        foreach (RoutePath path in ServerPaths.Collect.Concat(ServerPaths.CollectScripts).Select(path => path.Under(options.Path)))
        {
            _ = http.AddRoutes(new AddRoutesOptions { Path = path.InHttpApi, Methods = [Amazon.CDK.AWS.Apigatewayv2.HttpMethod.ANY], Integration = toCollect });
        }

        var stage = (CfnStage)http.DefaultStage!.Node.DefaultChild!;
        stage.DefaultRouteSettings = new CfnStage.RouteSettingsProperty
        {
            ThrottlingRateLimit = options.RequestsPerSecond,
            ThrottlingBurstLimit = options.RequestsPerSecond * 2,
        };
        Host = $"{http.ApiId}.execute-api.{scope.Region}.{scope.UrlSuffix}";
    }

    /// <summary>Where it is.</summary>
    public string Host { get; }
}
