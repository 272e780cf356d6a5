using System.Collections.Concurrent;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Tables;
using Analytics.Store;
using Analytics.Store.Sites;

namespace Analytics.Engine.Sites;

/// <summary>
/// Finds sites by their id, any of their domains or any of their aliases, and remembers them: what is found for half a minute, what is not for ten
/// seconds. A change at another instance is seen that much later.
/// </summary>
public sealed class SiteDirectory(EventsTable table)
{
    private const int MaxRemembered = 10_000;
    private static readonly TimeSpan KeepFound = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan KeepMissing = TimeSpan.FromSeconds(10);
    private readonly AnalyticsStore _store = new(new AnalyticsStoreOptions { TableName = table.Name });
    private readonly ConcurrentDictionary<string, (Site? Site, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    /// <summary>The site with this id, or that claims this domain or alias; null where there is none.</summary>
    /// <param name="idOrDomain">A site id, or a domain or alias in any case, a domain with or without <c>www.</c>.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask<Site?> FindAsync(string idOrDomain, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(idOrDomain);
        DateTimeOffset now = table.Clock.GetUtcNow();
        if (idOrDomain.Length is 0 or > 300)
        {
            return null;
        }

        if (_known.TryGetValue(idOrDomain, out (Site? Site, DateTimeOffset Until) known) && known.Until > now)
        {
            return known.Site;
        }

        Site? site = await ReadAsync(idOrDomain, cancellation);
        if (_known.Count > MaxRemembered)
        {
            _known.Clear(); // a bound on memory against senders who make names up
        }

        _known[idOrDomain] = (site, now + (site is null ? KeepMissing : KeepFound));
        return site;
    }

    /// <summary>The same without asking the table: null also where the site is not remembered at the moment.</summary>
    public Site? FindRemembered(string idOrDomain) =>
        _known.TryGetValue(idOrDomain, out (Site? Site, DateTimeOffset Until) known) && known.Until > table.Clock.GetUtcNow() ? known.Site : null;

    /// <summary>Forgets a site that was changed here, so that the change is seen at once.</summary>
    public void Forget(Site site)
    {
        ArgumentNullException.ThrowIfNull(site);
        foreach ((string name, (Site? found, _)) in _known)
        {
            if (found is null || found.Id == site.Id)
            {
                _ = _known.TryRemove(name, out _);
            }
        }
    }

    private async Task<Site?> ReadAsync(string idOrDomain, CancellationToken cancellation)
    {
        if (SiteId.TryParse(idOrDomain, out SiteId id) && await ByIdAsync(id, cancellation) is { } site)
        {
            return site;
        }

        GetItemResponse claim = await table.Client.GetItemAsync(_store.GetSiteOfDomainCommand(idOrDomain), cancellation);
        return AnalyticsStore.ReadSiteOfDomain(claim) is { } claimed ? await ByIdAsync(claimed, cancellation) : null;
    }

    private async Task<Site?> ByIdAsync(SiteId id, CancellationToken cancellation) =>
        AnalyticsStore.ReadSite(await table.Client.GetItemAsync(_store.GetSiteCommand(id.Value), cancellation));
}
