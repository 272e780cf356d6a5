using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Tables;
using Analytics.Store.Erasures;
using Analytics.Store.Sites;

namespace Analytics.Engine.Erasing;

/// <summary>Stores erasures: the request with its job, and how far it has come.</summary>
internal sealed class ErasureStore(EventsTable table)
{
    /// <summary>Stores a request, its job, and on the site that there is one: all or nothing.</summary>
    public async Task AddAsync(Erasure erasure, CancellationToken cancellation)
    {
        var job = new SiteJob(erasure.Site, ErasureKeys.ErasurePrefix + erasure.Id.Value, erasure.AskedAt + SiteJob.Known);
        _ = await table.Client.TransactWriteItemsAsync(ErasureCommands.Ask(table.Name, erasure, job), cancellation);
    }

    /// <summary>Stores a change and returns the erasure as stored; null if another process changed it first.</summary>
    public async Task<Erasure?> ChangeAsync(Erasure erasure, CancellationToken cancellation)
    {
        Erasure next = erasure with { Version = erasure.Version + 1 };
        try
        {
            _ = await table.Client.PutItemAsync(ErasureCommands.Put(table.Name, next), cancellation);
            return next;
        }
        catch (ConditionalCheckFailedException)
        {
            return null;
        }
    }
}
