using Analytics.Store.Events;
using Analytics.Store.Visitors;

namespace Analytics.Store.Days;

/// <summary>
/// How a day is cut into blocks: equal ranges of the visitor hash, so that no visitor straddles two and answers of blocks simply add.
/// Events without a visitor lie in the first range.
/// </summary>
internal static class DayRanges
{
    /// <summary>The most events that a block has on average.</summary>
    public const int TargetRows = 60_000;

    /// <summary>Enough for thirty million events; keeps a block's number within three digits.</summary>
    public const int Most = 512;

    /// <summary>A power of two, so that ranges of any two counts nest. Depends on nothing but the day's distinct events.</summary>
    public static int CountFor(long distinctIds, int rowsPerRange = TargetRows)
    {
        int count = 1;
        while (count < Most && distinctIds > (long)count * rowsPerRange)
        {
            count *= 2;
        }

        return count;
    }

    public static int Of(VisitorId? visitor, int count) => EventItem.ShardOf(visitor, count);

    /// <summary>The smallest and the largest hash of a range.</summary>
    public static (ulong First, ulong Last) BoundsOf(int range, int count)
    {
        UInt128 width = (UInt128.One << 64) / (UInt128)count;
        return ((ulong)(width * (UInt128)range), (ulong)((width * (UInt128)(range + 1)) - 1));
    }
}
