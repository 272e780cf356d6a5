using System.Net;
using System.Net.Http.Headers;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Server;

/// <summary>Repeats requests to a busy server: after the pause that it names, else after pauses that double up to half a minute.</summary>
internal static class Retries
{
    private const int MostTries = 8;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Sends until there is an answer that another try would not change.</summary>
    /// <exception cref="ToolFailure">The server does not answer.</exception>
    public static async Task<HttpResponseMessage> SendAsync(
        HttpClient http, Func<HttpRequestMessage> request, CommandContext context, CancellationToken cancellation)
    {
        TimeSpan pause = TimeSpan.FromMilliseconds(500);
        for (int tries = 1; ; tries++)
        {
            string reason;
            TimeSpan wait = pause;
            try
            {
                using HttpRequestMessage message = request();
                HttpResponseMessage response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
                if (tries == MostTries || !IsBusy(response.StatusCode))
                {
                    return response;
                }

                reason = $"the server is busy ({(int)response.StatusCode})";
                wait = response.Headers.RetryAfter is { Delta: { } told } && told > pause ? Shorter(told) : pause;
                response.Dispose();
            }
            catch (Exception fault) when (IsOutOfReach(fault, cancellation))
            {
                if (tries >= (IsRefused(fault) ? 2 : MostTries))
                {
                    throw new ToolFailure($"{http.BaseAddress} does not answer ({fault.Message}): is it running there (analytics local), and is --server its address?");
                }

                reason = "the server does not answer";
            }

            context.Output.Progress(FormattableString.Invariant($"{reason}; again in {wait.TotalSeconds:0.#} s (try {tries} of {MostTries})"));
            await Task.Delay(wait, context.Clock, cancellation);
            pause = Shorter(pause * 2);
        }
    }

    /// <summary>A body of bytes.</summary>
    public static HttpContent Content(ReadOnlyMemory<byte> bytes, string type) =>
        new ReadOnlyMemoryContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    private static bool IsBusy(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout;

    private static bool IsOutOfReach(Exception fault, CancellationToken cancellation) =>
        fault is HttpRequestException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested);

    // The port is closed or the host is unknown: that does not change in half a minute.
    private static bool IsRefused(Exception fault) =>
        fault is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };

    private static TimeSpan Shorter(TimeSpan span) => span < Longest ? span : Longest;
}
