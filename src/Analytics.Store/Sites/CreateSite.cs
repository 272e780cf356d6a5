using Amazon.DynamoDBv2.Model;
using Analytics.Store.Table;

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
                new TransactWriteItem
                {
                    Put = new Put
                    {
                        TableName = table,
                        Item = SiteItem.Write(Site),
                        ConditionExpression = "attribute_not_exists(#pk)",
                        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey },
                    },
                },
                .. Site.Claims().Select(name => HostClaim.Claim(table, name, Site)),
                .. UpdateSite.KindsOf(Site.Settings) == default
                    ? Enumerable.Empty<TransactWriteItem>()
                    : [new TransactWriteItem { Put = new SiteJob(Site.Id, SiteJob.Kinds, Site.UpdatedAt + SiteJob.Known).ToPut(table) }],
            ],
        };
    }
}
