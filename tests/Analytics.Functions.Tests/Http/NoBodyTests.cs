using System.Text;
using Analytics.Functions.Hosting.Lambda;
using Analytics.Functions.Http;
using Analytics.Testing.Lambda;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Analytics.Functions.Tests.Http;

/// <summary>A route without a body asks the server whether there is one: HTTP/2 sends bodies of which no header tells.</summary>
public sealed class NoBodyTests
{
    private static async Task<int> AdmittedAsync(bool canHaveBody, string body)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpRequestBodyDetectionFeature>(new Detection(canHaveBody));
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return await NoBody.AdmitAsync(context) ? StatusCodes.Status200OK : context.Response.StatusCode;
    }

    [Theory]
    [InlineData(true, "reason=left", 400)]
    [InlineData(true, "{}", 200)]
    [InlineData(true, "", 200)]
    [InlineData(false, "", 200)]
    public async Task A_body_without_a_length_is_seen(bool canHaveBody, string body, int status) =>
        Assert.Equal(status, await AdmittedAsync(canHaveBody, body));

    [Theory]
    [InlineData("function-url-post", true)]
    [InlineData("http-api-get", false)]
    public void Lambdas_server_says_whether_there_is_one(string shape, bool canHaveBody)
    {
        LambdaRequest request = LambdaEvents.Read(LambdaPayload.Recorded(shape).ToBytes())!;
        FeatureCollection features = request.ToFeatures(new LambdaResponse(isHead: false), "id", CancellationToken.None);

        Assert.Equal(canHaveBody, features.GetRequiredFeature<IHttpRequestBodyDetectionFeature>().CanHaveBody);
    }

    private sealed class Detection(bool canHaveBody) : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => canHaveBody;
    }
}
