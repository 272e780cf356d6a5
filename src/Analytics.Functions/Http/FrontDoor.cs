using System.Security.Cryptography;
using System.Text;

namespace Analytics.Functions.Http;

/// <summary>
/// Where the deployment has a distribution before it, only what comes through that is answered: the distribution says a secret in a
/// header. A request to the address behind it gets a refusal that costs nothing more. Only then do the distribution's words about the
/// viewer, its address and place, count: <see cref="ThroughCloudFront"/>.
/// </summary>
internal static class FrontDoor
{
    public const string Header = "X-Analytics-Origin";

    private static readonly Problem Refusal = new("Not this way", StatusCodes.Status403Forbidden);

    /// <param name="app">Put it before everything that believes the request.</param>
    /// <param name="secret">Null where there is no distribution: every request is let in, and none is trusted to come from one.</param>
    public static void UseFrontDoor(this IApplicationBuilder app, string? secret)
    {
        if (secret is null)
        {
            return;
        }

        byte[] expected = Digest(secret);
        _ = app.Use((context, next) =>
        {
            if (context.Features.Get<InternalEvent>() is not null)
            {
                return next(context);
            }

            string? said = context.Request.Headers[Header];

            // Digests have one length, so that the time reveals neither the secret's length nor where a guess goes wrong.
            if (said is null || !CryptographicOperations.FixedTimeEquals(Digest(said), expected))
            {
                return Refusal.ExecuteAsync(context);
            }

            _ = context.Request.Headers.Remove(Header);
            context.Features.Set(ThroughCloudFront.Mark);
            return next(context);
        });
    }

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

/// <summary>The request came through the distribution, which wrote the headers <c>CloudFront-Viewer-…</c> itself.</summary>
internal sealed class ThroughCloudFront
{
    public static readonly ThroughCloudFront Mark = new();

    private ThroughCloudFront()
    {
    }

    /// <summary>Whether the request did.</summary>
    public static bool Is(HttpRequest request) => request.HttpContext.Features.Get<ThroughCloudFront>() is not null;
}
