using System.Globalization;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Realtime;

/// <summary>Realtime minutes of library users.</summary>
internal static class RealtimeKeys
{
    public static ItemKey Realtime(SiteId site, DateTimeOffset minute) => new(RealtimePartition(site), RealtimeSort(minute));

    public static string RealtimePartition(SiteId site) => SiteKeys.Partition(site) + "#REALTIME";

    public static string RealtimeSort(DateTimeOffset minute) => minute.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
