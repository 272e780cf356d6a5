using System.Collections.Concurrent;
using Analytics.Store.Ingest;

namespace Analytics.Functions.Wire;

/// <summary>Counts drops in this instance's memory, by site and reason: a lower bound, and free, so that a storm of bots costs nothing.</summary>
internal sealed class DropCounter
{
    private const int MaxSites = 10_000;
    private readonly ConcurrentDictionary<(string Site, DropReason Reason), long> _counts = new();

    public void Count(string site, DropReason reason)
    {
        if (_counts.Count < MaxSites * 4 && site.Length <= 300)
        {
            _ = _counts.AddOrUpdate((site, reason), 1, (_, n) => n + 1);
        }
    }

    public IReadOnlyDictionary<string, long> Of(string site) => _counts
        .Where(c => c.Key.Site == site)
        .ToDictionary(c => DropReasonText.Of(c.Key.Reason), c => c.Value);
}
