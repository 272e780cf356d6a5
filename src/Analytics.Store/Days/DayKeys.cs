using System.Globalization;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Days;

/// <summary>Days, the parts of their blocks, and the markers of work.</summary>
internal static class DayKeys
{
    private const string LateSuffix = "#LATE";

    public static ItemKey Day(SiteId site, LocalDay day) => new(DaysPartition(site), day.ToString());

    /// <summary>Beside the day: a query for a stretch of days reads it too.</summary>
    public static ItemKey Late(SiteId site, LocalDay day) => new(DaysPartition(site), day + LateSuffix);

    /// <summary>Whether a sort key among days is that of a flag.</summary>
    public static bool IsLate(string sortKey) => sortKey.EndsWith(LateSuffix, StringComparison.Ordinal);

    /// <summary>The last sort key of all that lies with a day.</summary>
    public static string LastOf(LocalDay day) => day + LateSuffix;

    public static string DaysPartition(SiteId site) => SiteKeys.Partition(site) + "#DAYS";

    public static ItemKey Marker(int slice, DateTimeOffset due, SiteId site, LocalDay day) =>
        new(MarkerPartition(slice), $"{KeyText.Minute(due)}#{site.Value}#{day}");

    public static string MarkerPartition(int slice) => string.Create(CultureInfo.InvariantCulture, $"ACTIVE#{slice}");

    /// <summary>The first part of a block.</summary>
    public static ItemKey Block(SiteId site, LocalDay day, BlockId block) => new(BlocksPartition(site, day), block.ToString());

    /// <summary>A part of a block: the first has the block's own key.</summary>
    public static ItemKey BlockPart(SiteId site, LocalDay day, BlockId block, int part) => part == 0
        ? Block(site, day, block)
        : new(BlocksPartition(site, day), string.Create(CultureInfo.InvariantCulture, $"{block}#{part}"));

    public static string BlocksPartition(SiteId site, LocalDay day) => $"{SiteKeys.Partition(site)}#BLOCKS#{day}";
}
