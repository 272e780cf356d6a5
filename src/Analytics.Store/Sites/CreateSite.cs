using Amazon.DynamoDBv2.Model;

namespace Analytics.Store.Sites;

/// <summary>Makes a site and claims its host names, all or nothing: a host name belongs to one site.</summary>
internal sealed record CreateSite(Site Site)
{
    /// <summary>
    /// Fails with TransactionCanceledException: reason 0 means that the id is taken, reason n that the nth domain is.
    /// </summary>
    public TransactWriteItemsRequest ToRequest(string table)
    {
        SiteRules.Check(Site);
        return new TransactWriteItemsRequest
        {
            TransactItems =
            [
                HostClaim.PutNew(table, SiteItem.Write(Site)),
                .. Site.Domains.Select(domain => HostClaim.PutNew(table, HostClaim.Write(domain, Site.Id))),
            ],
        };
    }
}
