namespace Analytics.Store.Stats.Reads;

/// <summary>The most that the blocks read for an answer may come to.</summary>
public sealed record ReadBudget
{
    /// <summary>No limit.</summary>
    public static ReadBudget Unlimited { get; } = new();

    /// <summary>Compressed bytes. Default no limit.</summary>
    public long Bytes { get; init; } = long.MaxValue;

    /// <summary>Blocks. Default no limit.</summary>
    public int Blocks { get; init; } = int.MaxValue;

    /// <summary>Whether, where that does not suffice, some of the visitors may stand for all. Default false: the question is refused.</summary>
    public bool MaySample { get; init; }

    /// <summary>The tighter limits of both.</summary>
    public ReadBudget Within(ReadBudget other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with { Bytes = Math.Min(Bytes, other.Bytes), Blocks = Math.Min(Blocks, other.Blocks) };
    }
}
