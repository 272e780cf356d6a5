using Amazon.DynamoDBv2.Model;

namespace Analytics.Store.Sites;

/// <summary>Removes a site and gives its host names and aliases free, but for those that it gave up before: <see cref="HostClaim.Free"/>. Its events, days and blocks are left to their expiry.</summary>
internal sealed record DeleteSite(Site Site)
{
    public TransactWriteItemsRequest ToRequest(string table) => new()
    {
        TransactItems =
        [
            new TransactWriteItem { Delete = new Delete { TableName = table, Key = SiteKeys.Site(Site.Id).ToAttributes() } },
            .. Site.Claims().Select(name => HostClaim.DeleteOwn(table, name, Site.Id)),
        ],
    };
}
