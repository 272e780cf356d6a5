using Analytics.Store.Blocks;

namespace Analytics.Store.Days;

/// <summary>A block of a day, as its Day names it: what is not named is not read.</summary>
/// <param name="Id">Which block of which build.</param>
/// <param name="Kind">Rows of a day still open, or whole visitors of one that was sealed.</param>
/// <param name="Rows">Events in it.</param>
/// <param name="Bytes">Its size, compressed.</param>
/// <param name="Parts">Over how many items it is spread; 0: it lies in the Day item itself.</param>
public sealed record DayBlock(BlockId Id, BlockKind Kind, int Rows, int Bytes, int Parts)
{
    /// <summary>The smallest visitor hash that can stand in it. Default 0.</summary>
    public ulong FirstHash { get; init; }

    /// <summary>The largest visitor hash that can stand in it. Default: all of them.</summary>
    public ulong LastHash { get; init; } = ulong.MaxValue;

    /// <summary>Whether it lies in the Day item itself.</summary>
    public bool IsInline => Parts == 0;
}
