namespace Analytics.Store.Days;

/// <summary>A block that the day no longer names, or everything that an abandoned build left.</summary>
/// <param name="Build">The build that stored it.</param>
/// <param name="Block">The block; null for everything that the build left: which blocks that is is not known.</param>
/// <param name="Parts">Number of items that the block is spread over; 0 where they must be searched for.</param>
/// <param name="Since">When the day stopped naming it. Readers may hold an older list that names it for a while.</param>
public sealed record DayGarbage(BuildId Build, BlockId? Block, int Parts, DateTimeOffset Since)
{
    /// <summary>How long readers are given before it is deleted.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>Everything that an abandoned build left.</summary>
    public static DayGarbage Of(BuildId build, DateTimeOffset since) => new(build, null, 0, since);

    /// <summary>A block that the day no longer names.</summary>
    public static DayGarbage Of(BlockId block, int parts, DateTimeOffset since) => new(block.Build, block, parts, since);

    /// <summary>The text that its sort keys begin with: the id of the block, or that of the build.</summary>
    public string Id => Block?.ToString() ?? Build.Value;
}
