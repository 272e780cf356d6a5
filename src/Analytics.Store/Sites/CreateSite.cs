using Amazon.DynamoDBv2.Model;

namespace Analytics.Store.Sites;

/// <summary>Makes a site and claims its host names and aliases, all or nothing: each belongs to one site.</summary>
internal sealed record CreateSite(Site Site)
{
    /// <summary>
    /// Fails with TransactionCanceledException: reason 0 means that the id is taken, reason n that the nth name is: of the domains, then of the aliases.
    /// </summary>
    public TransactWriteItemsRequest ToRequest(string table)
    {
        SiteRules.Check(Site);
        return new TransactWriteItemsRequest
        {
            TransactItems =
            [
                HostClaim.PutNew(table, SiteItem.Write(Site)),
                .. Site.Claims().Select(name => HostClaim.PutNew(table, HostClaim.Write(name, Site.Id))),
            ],
        };
    }
}
