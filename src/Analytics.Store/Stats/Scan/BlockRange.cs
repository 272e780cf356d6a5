using Analytics.Store.Blocks;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Store.Stats.Scan;

/// <summary>A range as milliseconds of one block: its first, and the first after it. All of the block where the range is made of whole days.</summary>
internal readonly record struct BlockRange(long From, long Before)
{
    public static BlockRange Of(StatsRange range, Block block) => range.IsWholeDays
        ? new(long.MinValue, long.MaxValue)
        : new(Ceiling(range.From - block.Columns.Start), Ceiling(range.Before - block.Columns.Start));

    public bool IsAll => From == long.MinValue;

    public bool Contains(int time) => time >= From && time < Before;

    // Rows have whole milliseconds: the first of them that is not before the instant.
    private static long Ceiling(TimeSpan after) =>
        (after.Ticks / TimeSpan.TicksPerMillisecond) + (after.Ticks % TimeSpan.TicksPerMillisecond > 0 ? 1 : 0);
}
