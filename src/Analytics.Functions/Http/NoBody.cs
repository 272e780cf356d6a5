using Microsoft.AspNetCore.Http.Features;

namespace Analytics.Functions.Http;

/// <summary>Marks a route that reads no body. A body that comes all the same is refused: its sender means something by it.</summary>
internal sealed class NoBody
{
    private const int MaxBody = 4 * 1024;

    private NoBody()
    {
    }

    public static NoBody Mark { get; } = new();

    /// <summary>True where the request has no body, or an empty object.</summary>
    public static async Task<bool> AdmitAsync(HttpContext context)
    {
        // HTTP/2 sends bodies of no stated length without Transfer-Encoding: only the server knows.
        if (!context.Features.GetRequiredFeature<IHttpRequestBodyDetectionFeature>().CanHaveBody)
        {
            return true;
        }

        ReadOnlyMemory<byte>? body = await Body.ReadAsync(context.Request, MaxBody, context.RequestAborted);
        if (body is { } bytes && System.Text.Encoding.UTF8.GetString(bytes.Span).Trim() is "" or "{}")
        {
            return true;
        }

        await Problem.Invalid("body", "is not read by this route: leave it out").ExecuteAsync(context);
        return false;
    }
}

internal static class RoutesWithoutBody
{
    public static TBuilder TakesNoBody<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder => route.WithMetadata(NoBody.Mark);
}
