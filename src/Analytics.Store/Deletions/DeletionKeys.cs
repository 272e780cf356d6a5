using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Deletions;

/// <summary>The deletion of a site, beside the site.</summary>
internal static class DeletionKeys
{
    public const string DeletionSort = "DELETION";

    public static ItemKey Deletion(SiteId site) => new(SiteKeys.Partition(site), DeletionSort);
}
