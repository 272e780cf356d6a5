using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;

namespace Analytics.Cdk.Fronts;

/// <summary>A function's own address, open to everybody; behind CloudFront the server answers only who knows the secret.</summary>
internal static class FunctionAddress
{
    /// <param name="function">Whose.</param>
    /// <param name="streams">Answers leave as they are written.</param>
    /// <returns>The host name.</returns>
    public static string Create(Function function, bool streams)
    {
        FunctionUrl url = function.AddFunctionUrl(new FunctionUrlOptions
        {
            AuthType = FunctionUrlAuthType.NONE,
            InvokeMode = streams ? InvokeMode.RESPONSE_STREAM : InvokeMode.BUFFERED,
        });

        // Addresses made since October 2025 need the right to call the function too, given for calls by the address alone.
        var call = new CfnPermission(function, "CalledByAddress", new CfnPermissionProps
        {
            Action = "lambda:InvokeFunction",
            FunctionName = function.FunctionArn,
            Principal = "*",
        });
        call.AddPropertyOverride("InvokedViaFunctionUrl", true);
        return Fn.Select(2, Fn.Split("/", url.Url));
    }
}
