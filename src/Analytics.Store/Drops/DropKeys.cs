using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Drops;

/// <summary>What was dropped of a day.</summary>
internal static class DropKeys
{
    /// <summary>How many events of a day were dropped, and why.</summary>
    public static ItemKey Drops(SiteId site, LocalDay day) => new(DropsPartition(site), day.ToString());

    public static string DropsPartition(SiteId site) => SiteKeys.Partition(site) + "#DROPS";
}
