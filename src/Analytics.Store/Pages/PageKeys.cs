using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Pages;

/// <summary>What is rolled up of a day.</summary>
internal static class PageKeys
{
    public const string PageDimension = "page";

    public static ItemKey Rollup(SiteId site, string dimension, LocalDay day) => new(RollupPartition(site, dimension), day.ToString());

    public static string RollupPartition(SiteId site, string dimension) => $"{SiteKeys.Partition(site)}#ROLLUPS#{KeyText.Escape(dimension)}";
}
