using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Funnels;

/// <summary>Saved funnels lie beside their site.</summary>
internal static class FunnelKeys
{
    public const string FunnelPrefix = "FUNNEL#";

    public static ItemKey Funnel(SiteId site, FunnelId funnel) => new(SiteKeys.Partition(site), FunnelPrefix + funnel.Value);
}
