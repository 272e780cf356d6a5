using Amazon.DynamoDBv2.Model;
using Analytics.Store.Inputs;
using Analytics.Store.Ranges;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store;

public sealed partial class AnalyticsStore
{
    /// <summary>
    /// Makes a site and claims its domains and aliases, all or nothing. A TransactionCanceledException's first reason says that the id
    /// is taken, its nth further one that the nth name is: of the domains, then of the aliases.
    /// </summary>
    public TransactWriteItemsRequest CreateSiteCommand(Site site) => new CreateSite(site).ToRequest(Table);

    /// <summary>Reads a site; eventually consistent.</summary>
    public GetItemRequest GetSiteCommand(string siteId) => FindSite.ById(Table, SiteId.Parse(siteId));

    /// <summary>Reads which site a domain or an alias belongs to; answered by <see cref="ReadSiteOfDomain(GetItemResponse)"/>.</summary>
    public GetItemRequest GetSiteOfDomainCommand(string domain) => FindSite.ByHost(Table, SiteRules.Normalize(domain));

    /// <summary>Reads an owner's sites in the order of their ids; eventually consistent.</summary>
    public QueryRequest ListSitesByOwnerCommand(string ownerId, string? continuation = null)
    {
        new InputFaults().Require(ownerId.Length is >= 1 and <= 200, "ownerId", "must be 1 to 200 characters").ThrowIfAny();
        return FindSite.ByOwner(Table, ownerId, continuation);
    }

    /// <summary>
    /// Changes a site and moves its domains and aliases with it, all or nothing, if nobody changed it since <paramref name="before"/> was read.
    /// Domains that it gives up go on naming it for 72 hours: <see cref="Site.FormerDomains"/>.
    /// </summary>
    public TransactWriteItemsRequest UpdateSiteCommand(Site before, Site after) => new UpdateSite(before, after).ToRequest(Table);

    /// <summary>Removes a site and sets its domains and aliases free. Events and what was built of them are left to their expiry.</summary>
    public TransactWriteItemsRequest DeleteSiteCommand(Site site) => new DeleteSite(site).ToRequest(Table);

    /// <summary>The site, or null where there is none.</summary>
    public static Site? ReadSite(GetItemResponse response) => response is { Item: { Count: > 0 } item } ? SiteItem.Read(item) : null;

    /// <summary>The id of the site that claims the domain or alias, or null. A domain that a site gave up is not its own any more.</summary>
    public static SiteId? ReadSiteOfDomain(GetItemResponse response) => response is { Item: { Count: > 0 } item } && HostClaim.Read(item) is { HeardUntil: null } own ? own.Site : null;

    /// <summary>The same for events: within 72 hours a domain that a site gave up still names it.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="now">The present.</param>
    public static SiteId? ReadSiteOfDomain(GetItemResponse response, DateTimeOffset now) => response is { Item: { Count: > 0 } item } ? HostClaim.Read(item).SiteAt(now) : null;

    /// <summary>The sites of the answer.</summary>
    public static ResultPage<Site> ReadSites(QueryResponse response) => new(
        [.. (response.Items ?? []).Select(SiteItem.Read)],
        response.LastEvaluatedKey is { Count: > 0 } last ? SiteKeys.IdOf(last[Names.PartitionKey].S) : null);
}
