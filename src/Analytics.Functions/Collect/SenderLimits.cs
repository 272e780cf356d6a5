using System.Net;
using System.Threading.RateLimiting;
using Analytics.Store.Sites;

namespace Analytics.Functions.Collect;

/// <summary>
/// How much this instance takes from one address and for one site, by token buckets that hold ten seconds' worth. Best effort: each
/// instance counts for itself, in memory. Addresses are known by a hash that only this process can make.
/// </summary>
internal sealed class SenderLimits : IDisposable
{
    private const int Burst = 10;
    private static readonly TimeSpan Refill = TimeSpan.FromSeconds(1);

    // Made by the first event: a timer runs in each from then on.
    private readonly Lazy<PartitionedRateLimiter<int>>? _senders;
    private readonly Lazy<PartitionedRateLimiter<SiteId>>? _sites;

    /// <param name="perAddress">Events a second of one address, of IPv6 its /64; 0 for any number.</param>
    /// <param name="perSite">Events a second of one site; 0 for any number.</param>
    public SenderLimits(long perAddress, long perSite)
    {
        _senders = perAddress == 0 ? null : new(() => Limiter<int>(perAddress));
        _sites = perSite == 0 ? null : new(() => Limiter<SiteId>(perSite));
    }

    public bool Admits(IPAddress? address)
    {
        if (_senders is null || address is null)
        {
            return true;
        }

        Span<byte> bytes = stackalloc byte[16];
        _ = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).TryWriteBytes(bytes, out int length);
        var hash = new HashCode(); // seeded by the process at random
        hash.AddBytes(bytes[..Math.Min(length, 8)]);
        using RateLimitLease lease = _senders.Value.AttemptAcquire(hash.ToHashCode());
        return lease.IsAcquired;
    }

    public bool Admits(SiteId site)
    {
        using RateLimitLease? lease = _sites?.Value.AttemptAcquire(site);
        return lease is null || lease.IsAcquired;
    }

    public void Dispose()
    {
        if (_senders is { IsValueCreated: true })
        {
            _senders.Value.Dispose();
        }

        if (_sites is { IsValueCreated: true })
        {
            _sites.Value.Dispose();
        }
    }

    private static PartitionedRateLimiter<T> Limiter<T>(long perSecond) where T : notnull => PartitionedRateLimiter.Create<T, T>(key =>
        RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = (int)Math.Min(perSecond * Burst, int.MaxValue),
            TokensPerPeriod = (int)Math.Min(perSecond, int.MaxValue),
            ReplenishmentPeriod = Refill,
            QueueLimit = 0,
        }));
}
