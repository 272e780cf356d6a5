using System.Globalization;
using System.Threading.RateLimiting;
using Analytics.Functions.Http;

namespace Analytics.Functions.Callers;

/// <summary>
/// How many requests a minute one key may make of this process, a minute's worth at once, by a token bucket. Ingesting routes have limits of
/// their own, and people's logins have none. Every answer to a key says what is left.
/// </summary>
/// <param name="perMinute">Requests; 0 for any number.</param>
internal sealed class RequestLimits(long perMinute) : IDisposable
{
    private const int Minute = 60;

    // Made by the first request: a timer runs in it from then on.
    private readonly Lazy<PartitionedRateLimiter<string>> _keys = new(() => PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = (int)Math.Min(perMinute, int.MaxValue),
            TokensPerPeriod = PerPeriod(perMinute),
            ReplenishmentPeriod = TimeSpan.FromSeconds((double)Minute * PerPeriod(perMinute) / perMinute),
            QueueLimit = 0,
        })));

    /// <summary>Null where the request may go on; else what to answer. Either way the answer's headers say how many are left.</summary>
    public Problem? Refuse(Caller caller, HttpResponse response)
    {
        if (perMinute == 0 || caller.Program is null)
        {
            return null;
        }

        string key = caller.Identity;
        using RateLimitLease lease = _keys.Value.AttemptAcquire(key);
        long left = _keys.Value.GetStatistics(key)?.CurrentAvailablePermits ?? 0;
        string reset = Math.Ceiling((perMinute - left) * (double)Minute / perMinute).ToString(CultureInfo.InvariantCulture);
        response.Headers["RateLimit-Limit"] = perMinute.ToString(CultureInfo.InvariantCulture);
        response.Headers["RateLimit-Remaining"] = left.ToString(CultureInfo.InvariantCulture);
        response.Headers["RateLimit-Reset"] = reset;
        if (lease.IsAcquired)
        {
            return null;
        }

        response.Headers.RetryAfter = Math.Max(1, Minute / perMinute).ToString(CultureInfo.InvariantCulture);
        return new Problem(
            "Too many requests",
            StatusCodes.Status429TooManyRequests,
            string.Create(CultureInfo.InvariantCulture, $"A key may make {perMinute} requests a minute: wait, or ask many questions at once with POST /api/v2/queries."));
    }

    // Of about a second, in whole requests.
    private static int PerPeriod(long perMinute) => (int)Math.Min(Math.Max(1, perMinute / Minute), int.MaxValue);

    public void Dispose()
    {
        if (_keys.IsValueCreated)
        {
            _keys.Value.Dispose();
        }
    }
}
