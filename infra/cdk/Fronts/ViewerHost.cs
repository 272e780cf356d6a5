using Amazon.CDK.AWS.CloudFront;
using Constructs;
using Function = Amazon.CDK.AWS.CloudFront.Function;
using FunctionProps = Amazon.CDK.AWS.CloudFront.FunctionProps;

namespace Analytics.Cdk.Fronts;

/// <summary>
/// Tells the Api by which host name it was asked, in <c>X-Forwarded-Host</c>: the functions' addresses take only their own. Whoever sends
/// such a header is not heard. Events do without, for a call of an edge function is paid.
/// </summary>
internal static class ViewerHost
{
    private const string Source =
        """
        function handler(event) {
          var request = event.request
          request.headers['x-forwarded-host'] = { value: request.headers.host.value }
          return request
        }
        """;

    public static IFunctionAssociation[] Create(Construct scope) =>
    [
        new FunctionAssociation
        {
            EventType = FunctionEventType.VIEWER_REQUEST,
            Function = new Function(scope, "ViewerHost", new FunctionProps
            {
                Comment = "Analytics: the host name that was asked",
                Code = FunctionCode.FromInline(Source),
                Runtime = FunctionRuntime.JS_2_0,
            }),
        },
    ];
}
