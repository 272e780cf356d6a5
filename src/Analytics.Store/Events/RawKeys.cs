using System.Globalization;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Events;

/// <summary>Raw events: a partition for each shard of a day.</summary>
internal static class RawKeys
{
    public static ItemKey Raw(SiteId site, LocalDay day, int shard, DateTimeOffset receivedAt, EventId id) =>
        new(RawPartition(site, day, shard), RawSort(receivedAt, id));

    public static string RawPartition(SiteId site, LocalDay day, int shard) =>
        string.Create(CultureInfo.InvariantCulture, $"{SiteKeys.Partition(site)}#RAW#{day}#{shard}");

    public static string RawSort(DateTimeOffset receivedAt, EventId id) => $"{KeyText.Instant(receivedAt)}#{id.Value}";
}
