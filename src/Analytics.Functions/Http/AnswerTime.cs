using System.Globalization;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Analytics.Functions.Http;

/// <summary>
/// How long the server works at an answer: reads and scans end then, and the caller hears so. Sending what was found takes as long as the
/// caller takes. Lambda has a limit of its own.
/// </summary>
internal static class AnswerTime
{
    /// <summary>The name of the rule.</summary>
    public const string Policy = "answers";

    public static void AddAnswerTime(this IServiceCollection services, long seconds)
    {
        Problem late = new(
            "The answer takes too long",
            StatusCodes.Status503ServiceUnavailable,
            string.Create(CultureInfo.InvariantCulture, $"It was not there after {seconds} seconds: ask about fewer days, filter, or ask again when less is going on."));
        services.AddRequestTimeouts(timeouts => timeouts.AddPolicy(Policy, new RequestTimeoutPolicy
        {
            Timeout = seconds > 0 ? TimeSpan.FromSeconds(seconds) : null,
            TimeoutStatusCode = late.Status,
            WriteTimeoutResponse = context =>
            {
                context.RequestAborted = CancellationToken.None; // until now it said that the time is over, which is what is written here
                return late.ExecuteAsync(context);
            },
        }));
    }

    /// <summary>What is answered is known: from here on it is the caller's time.</summary>
    public static void IsAnswered(HttpContext context) => context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();

    /// <summary>For routes that watch: they end when their caller has enough.</summary>
    public static TBuilder Watches<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new DisableRequestTimeoutAttribute());
}
