using Analytics.Engine.Tables;
using Analytics.Store;
using Analytics.Store.Funnels;
using Analytics.Store.Inputs;
using Analytics.Store.Ranges;
using Analytics.Store.Sites;

namespace Analytics.Engine.Sites;

/// <summary>Reads a site's saved funnels, always as they are now. Safe for concurrent use.</summary>
public sealed class FunnelReader(EventsTable table)
{
    private readonly AnalyticsStore _store = new(new AnalyticsStoreOptions { TableName = table.Name });

    /// <summary>The funnel of that id; null where there is none, or nothing can have that id.</summary>
    public async Task<Funnel?> FindAsync(Site site, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        return SafeId.IsValid(id)
            ? AnalyticsStore.ReadFunnel(await table.Client.GetItemAsync(_store.GetFunnelCommand(site.Id, FunnelId.Parse(id)), cancellation).ConfigureAwait(false))
            : null;
    }

    /// <summary>All of them, in the order of their names.</summary>
    public async Task<IReadOnlyList<Funnel>> ReadAllAsync(Site site, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        List<Funnel> funnels = [];
        string? next = null;
        do
        {
            ResultPage<Funnel> page = AnalyticsStore.ReadFunnels(await table.Client.QueryAsync(_store.ListFunnelsCommand(site.Id, next), cancellation).ConfigureAwait(false));
            funnels.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);
        return [.. funnels.OrderBy(f => f.Name, StringComparer.OrdinalIgnoreCase).ThenBy(f => f.Id.Value, StringComparer.Ordinal)];
    }
}
