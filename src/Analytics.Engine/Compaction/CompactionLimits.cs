using Analytics.Store.Days;

namespace Analytics.Engine.Compaction;

/// <summary>
/// How much compaction does at once. The defaults suit a function with 1,769 MB of memory; a test sets a few of them low, so that few events
/// make many blocks. No limit changes what is counted.
/// </summary>
public sealed record CompactionLimits
{
    /// <summary>Days that are compacted at the same time, at least 1. At most one of them is larger than <see cref="SmallDay"/>. Default 8: small days mostly wait for answers.</summary>
    public int Workers { get; init; } = 8;

    /// <summary>Events of a day up to which it may be compacted beside other days, at least 0. Default 10,000.</summary>
    public int SmallDay { get; init; } = 10_000;

    /// <summary>Raw events of an open day, beyond its blocks, above which they become a block; at least 0. Default <see cref="NextStep.TailThreshold"/>: 2,000.</summary>
    public int TailThreshold { get; init; } = NextStep.TailThreshold;

    /// <summary>
    /// Raw events of an open day that one pass reads, at least 1. Default 50,000. A pass reads a few more where several were received in the
    /// same millisecond as the last.
    /// </summary>
    public int TailRows { get; init; } = 50_000;

    /// <summary>Blocks of an open day from which on some are merged, at least 2. Default <see cref="NextStep.MostBlocks"/>: 24.</summary>
    public int LogBlocks { get; init; } = NextStep.MostBlocks;

    /// <summary>Events in a block of a sealed day, on average and at most; at least 1. Default 60,000.</summary>
    public int RowsPerBlock { get; init; } = DayRanges.TargetRows;

    /// <summary>Events of a day that stay unpacked in memory while it is built, at least 1. Default 100,000: some hundred megabytes.</summary>
    public int RowsInMemory { get; init; } = DayRows.InMemory;
}
