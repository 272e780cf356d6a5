using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Analytics.Store.Days;

namespace Analytics.Store.Stats.Reads;

/// <summary>
/// Which blocks of a sealed day stand for all of it: those of one range of the visitor hash. As hashes are random, so are the visitors;
/// and as a visitor's day lies in one block, nothing of a visit is lost.
/// </summary>
/// <param name="Blocks">The blocks.</param>
/// <param name="Weight">How many times what they hold counts: a power of two; 1 where they are all.</param>
public sealed record DaySample(IReadOnlyList<DayBlock> Blocks, int Weight)
{
    /// <summary>The sample of a day at a weight, the same whenever it is asked for.</summary>
    /// <param name="day">The day; one that is cut into fewer ranges than the weight says gives one range, with a smaller weight.</param>
    /// <param name="weight">A power of two, at least 1.</param>
    public static DaySample Of(Day day, int weight)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentOutOfRangeException.ThrowIfNotEqual(int.PopCount(weight), 1);
        int ranges = day.Blocks.Aggregate(1, (most, block) => Math.Max(most, RangesOf(block)));
        int taken = Math.Min(weight, ranges);
        if (taken == 1)
        {
            return new DaySample(day.Blocks, 1);
        }

        (ulong first, ulong last) = DayRanges.BoundsOf(ChooseOf(day, taken), taken);
        return new DaySample([.. day.Blocks.Where(block => block.FirstHash >= first && block.LastHash <= last)], taken);
    }

    private static int RangesOf(DayBlock block) => (int)UInt128.Min(DayRanges.Most, (UInt128.One << 64) / ((UInt128)(block.LastHash - block.FirstHash) + 1));

    // Another range on each day: events without a visitor lie in the first, and are to be over- and underestimated in turn.
    private static int ChooseOf(Day day, int ranges)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{day.Site}\n{day.Date}"));
        return (int)(BinaryPrimitives.ReadUInt32BigEndian(hash) % (uint)ranges);
    }
}
