using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Tables;
using Analytics.Store.Deletions;
using Analytics.Store.Sites;

namespace Analytics.Engine.Deleting;

/// <summary>Stores deletions of sites: the request with its job, and how far it has come.</summary>
internal sealed class DeletionStore(EventsTable table)
{
    /// <summary>Null where the site is not being deleted, or is gone.</summary>
    public async Task<SiteDeletion?> FindAsync(SiteId site, CancellationToken cancellation) =>
        await table.Client.GetItemAsync(DeletionCommands.Get(table.Name, site), cancellation) is { Item.Count: > 0 } found ? DeletionItem.Read(found.Item) : null;

    /// <summary>Stores a request; false if the site was changed after it was read.</summary>
    public Task<bool> AddAsync(Site site, SiteDeletion deletion, CancellationToken cancellation) =>
        IsDoneAsync(DeletionCommands.Ask(table.Name, site, deletion), cancellation);

    /// <summary>Frees the domains that the site gave up before, but for those that another site has by now.</summary>
    public async Task FreeFormerDomainsAsync(Site site, CancellationToken cancellation)
    {
        foreach (FormerDomain former in site.FormerDomains)
        {
            try
            {
                _ = await table.Client.DeleteItemAsync(HostClaim.Free(table.Name, former.Domain, site.Id), cancellation);
            }
            catch (ConditionalCheckFailedException)
            {
                // Another site has it by now.
            }
        }
    }

    /// <summary>Stores a change and returns the deletion as stored; null if another process changed it first.</summary>
    public async Task<SiteDeletion?> ChangeAsync(SiteDeletion deletion, CancellationToken cancellation)
    {
        SiteDeletion next = deletion with { Version = deletion.Version + 1 };
        try
        {
            _ = await table.Client.PutItemAsync(DeletionCommands.Put(table.Name, next), cancellation);
            return next;
        }
        catch (ConditionalCheckFailedException)
        {
            return null;
        }
    }

    /// <summary>Removes the site, its deletion and the job; false if another process changed it first.</summary>
    public Task<bool> EndAsync(SiteDeletion deletion, CancellationToken cancellation) => IsDoneAsync(DeletionCommands.End(table.Name, deletion), cancellation);

    private async Task<bool> IsDoneAsync(TransactWriteItemsRequest request, CancellationToken cancellation)
    {
        try
        {
            _ = await table.Client.TransactWriteItemsAsync(request, cancellation);
            return true;
        }
        catch (TransactionCanceledException)
        {
            return false;
        }
    }
}
