using System.Collections.Concurrent;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Tables;
using Analytics.Store;
using Analytics.Store.Sites;

namespace Analytics.Engine.Sites;

/// <summary>
/// Finds sites by their id, any of their domains, those that were given up and are still heard included, or any of their aliases. Remembers
/// what is found for half a minute, what is not for ten seconds: a change at another instance is seen that much later. A site that is being
/// deleted is not found.
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

        if (IsRemembered(idOrDomain, out Site? known))
        {
            return known;
        }

        (Site? site, DateTimeOffset? heardUntil) = await ReadAsync(idOrDomain, now, cancellation);
        if (_known.Count > MaxRemembered)
        {
            _known.Clear(); // a bound on memory against senders who make names up
        }

        DateTimeOffset until = now + (site is null ? KeepMissing : KeepFound);
        _known[idOrDomain] = (site, heardUntil < until ? heardUntil.Value : until); // from then on it may be another's
        return site;
    }

    /// <summary>The same without asking the table: null also where the site is not remembered at the moment.</summary>
    public Site? FindRemembered(string idOrDomain) => IsRemembered(idOrDomain, out Site? site) ? site : null;

    /// <summary>Whether the table need not be asked.</summary>
    /// <param name="idOrDomain">As for <see cref="FindAsync"/>.</param>
    /// <param name="site">What it would answer: null where there is none.</param>
    public bool IsRemembered(string idOrDomain, out Site? site)
    {
        bool isKnown = _known.TryGetValue(idOrDomain, out (Site? Site, DateTimeOffset Until) known) && known.Until > table.Clock.GetUtcNow();
        site = isKnown ? known.Site : null;
        return isKnown;
    }

    /// <summary>A site as it is stored now, also while it is being deleted; null where there is none of that id.</summary>
    public async Task<Site?> ReadAsync(SiteId id, CancellationToken cancellation)
    {
        GetItemRequest request = _store.GetSiteCommand(id.Value);
        request.ConsistentRead = true;
        return AnalyticsStore.ReadSite(await table.Client.GetItemAsync(request, cancellation));
    }

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

    private async Task<(Site? Site, DateTimeOffset? HeardUntil)> ReadAsync(string idOrDomain, DateTimeOffset now, CancellationToken cancellation)
    {
        if (SiteId.TryParse(idOrDomain, out SiteId id) && await ByIdAsync(id, cancellation) is { } site)
        {
            return (Present(site), null);
        }

        GetItemResponse found = await table.Client.GetItemAsync(_store.GetSiteOfDomainCommand(idOrDomain), cancellation);
        HostClaim? claim = found.Item is { Count: > 0 } item ? HostClaim.Read(item) : null;
        return claim?.SiteAt(now) is { } claimed ? (Present(await ByIdAsync(claimed, cancellation)), claim.HeardUntil) : (null, null);
    }

    private static Site? Present(Site? site) => site is { DeletedAt: null } ? site : null;

    private async Task<Site?> ByIdAsync(SiteId id, CancellationToken cancellation) =>
        AnalyticsStore.ReadSite(await table.Client.GetItemAsync(_store.GetSiteCommand(id.Value), cancellation));
}
