using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Drops;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Pages;
using Analytics.Store.Realtime;
using Analytics.Store.Sessions;
using Analytics.Store.Sites;

namespace Analytics.Store.Deletions;

/// <summary>Every partition of a site beside that of the site itself: what must be empty when the site is deleted.</summary>
internal static class SitePartitions
{
    /// <summary>Those of one day.</summary>
    /// <param name="site">The site.</param>
    /// <param name="day">The day.</param>
    /// <param name="shards">The most shards that its raw events are spread over.</param>
    public static IEnumerable<string> OfDay(SiteId site, LocalDay day, int shards) =>
    [
        .. Enumerable.Range(0, shards).Select(shard => RawKeys.RawPartition(site, day, shard)),
        DayKeys.BlocksPartition(site, day),
        SessionKeys.SessionPartition(site, day),
        ErasureKeys.ErasedVisitorsPartition(site, day),
    ];

    /// <summary>Those that hold all days but the Days themselves.</summary>
    public static IEnumerable<string> OfAllDays(SiteId site) =>
    [
        PageKeys.RollupPartition(site, PageKeys.PageDimension),
        DropKeys.DropsPartition(site),
        RealtimeKeys.RealtimePartition(site),
    ];

    /// <summary>The Days. They say which days are to be searched, so they go last.</summary>
    public static string OfDays(SiteId site) => DayKeys.DaysPartition(site);
}
