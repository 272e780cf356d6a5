using System.Security.Cryptography;
using Analytics.Engine.Tables;
using Analytics.Store;
using Analytics.Store.Calendars;
using Analytics.Store.Funnels;
using Analytics.Store.Sites;

namespace Analytics.Engine.Sites;

/// <summary>Lists, makes, changes and deletes a site's saved funnels. Reads are consistent. Safe for concurrent use.</summary>
public sealed class FunnelBook(EventsTable table, FunnelReader funnels)
{
    /// <summary>The most funnels of a site.</summary>
    public const int Most = 200;

    private readonly AnalyticsStore _store = new(new AnalyticsStoreOptions { TableName = table.Name });

    /// <summary>All funnels, in the order of their names.</summary>
    public Task<IReadOnlyList<Funnel>> ReadAllAsync(Site site, CancellationToken cancellation) => funnels.ReadAllAsync(site, cancellation);

    /// <summary>The funnel of that id; null where there is none, or nothing can have that id.</summary>
    public Task<Funnel?> FindAsync(Site site, string id, CancellationToken cancellation) => funnels.FindAsync(site, id, cancellation);

    /// <summary>A new funnel to be filled in; null where the site has <see cref="Most"/> funnels.</summary>
    public async Task<Draft<Funnel>?> DraftAsync(Site site, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        if ((await funnels.ReadAllAsync(site, cancellation).ConfigureAwait(false)).Count >= Most)
        {
            return null;
        }

        DateTimeOffset now = table.Clock.GetUtcNow().AsStored();
        return new Draft<Funnel>(null, new Funnel
        {
            Id = FunnelId.Parse(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))),
            SiteId = site.Id,
            Name = "",
            Definition = "{}",
            CreatedAt = now,
            UpdatedAt = now,
        });
    }

    /// <summary>The funnel of that id, to be edited; null where there is none.</summary>
    public async Task<Draft<Funnel>?> DraftAsync(Site site, string id, CancellationToken cancellation) =>
        await FindAsync(site, id, cancellation).ConfigureAwait(false) is { } before
            ? new Draft<Funnel>(before, before with { UpdatedAt = table.Clock.GetUtcNow().ChangeAfter(before.UpdatedAt) })
            : null;

    /// <summary>Stores an edited funnel.</summary>
    /// <param name="draft">What was edited.</param>
    /// <param name="edited">What it becomes.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<SaveOutcome<Funnel>> SaveAsync(Draft<Funnel> draft, Funnel edited, CancellationToken cancellation) =>
        ConditionalSave.SaveAsync(table.Client, draft, edited, [], _store.CreateFunnelCommand, _store.UpdateFunnelCommand, cancellation);

    /// <summary>Deletes a funnel; false where there was none.</summary>
    public async Task<bool> DeleteAsync(Site site, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (await FindAsync(site, id, cancellation).ConfigureAwait(false) is not { } found)
        {
            return false;
        }

        _ = await table.Client.DeleteItemAsync(_store.DeleteFunnelCommand(site.Id, found.Id), cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>Deletes a funnel if it is still as it was read; false where it was changed or deleted meanwhile.</summary>
    public Task<bool> DeleteAsync(Funnel before, CancellationToken cancellation) => ConditionalSave.DeleteAsync(table.Client, _store.DeleteUnchangedFunnelCommand(before), cancellation);
}
