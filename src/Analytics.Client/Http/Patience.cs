using System.Net;
using System.Net.Http.Headers;

namespace Analytics.Client.Http;

/// <summary>How often a request is sent, and how long it waits in between.</summary>
/// <param name="Attempts">How often at most, at least once.</param>
/// <param name="FirstPause">The first pause where the server says nothing; each after it is twice as long.</param>
/// <param name="LongestPause">The longest pause. A server that asks for more is not waited for.</param>
internal sealed record Patience(int Attempts, TimeSpan FirstPause, TimeSpan LongestPause)
{
    /// <summary>How long to wait before the next attempt; null where there is none.</summary>
    /// <param name="attempt">How many attempts there were.</param>
    /// <param name="asked">How long the server asks to wait, where it does.</param>
    public TimeSpan? After(int attempt, TimeSpan? asked)
    {
        TimeSpan pause = asked ?? TimeSpan.FromTicks((long)Math.Min(FirstPause.Ticks * Math.Pow(2, attempt - 1), LongestPause.Ticks));
        return attempt < Attempts && pause <= LongestPause ? pause : null;
    }

    /// <summary>Whether the same request may be taken later.</summary>
    public static bool MayPass(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;

    /// <summary>How long an answer asks to wait: <c>Retry-After</c>, in seconds or as a date.</summary>
    public static TimeSpan? Asked(RetryConditionHeaderValue? header, DateTimeOffset now) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}
